import { scalar, type Tensor, tensor, vjp } from '@pullback/core';
import { exp, matmul, mul, square, sum } from '@pullback/ops';
import { untyped } from './support';

const float64 = { dtype: 'float64' } as const;
const at = (value: number): Tensor<readonly []> => scalar(value, float64);

it('cotangents of several values add in what they share', () => {
  const { value, pullback } = vjp((x) => ({ twice: mul(x, 2), square: square(x) }), at(3));
  expect([value.twice.item(), value.square.item()]).toEqual([6, 9]);
  expect(pullback({ twice: at(5), square: at(7) }).item()).toBe(2 * 5 + 6 * 7);
  expect(pullback({ twice: at(0), square: at(1) }).item()).toBe(6);
});

it('one value may be made from another', () => {
  const { pullback } = vjp((x) => {
    const first = exp(x);
    return [first, mul(first, first)] as const;
  }, at(0));
  expect(pullback([at(10), at(1)]).item()).toBe(10 + 2);
});

it('a value that stands in two places has the sum of their cotangents', () => {
  const { pullback } = vjp((x) => {
    const y = mul(x, 3);
    return [y, { again: y }] as const;
  }, at(1));
  expect(pullback([at(5), { again: at(7) }]).item()).toBe(3 * (5 + 7));
});

it('a value may be the argument itself, or a constant', () => {
  const { pullback } = vjp((x) => [x, at(4)] as const, at(1));
  expect(pullback([at(5), at(7)]).item()).toBe(5);
});

it('trees go in and come out', () => {
  const primal = { w: tensor([[1, 2]], float64), v: tensor([[3], [4]], float64) };
  const { pullback } = vjp(({ w, v }) => [matmul(w, v), sum(w)] as const, primal);
  const { w, v } = pullback([tensor([[2]], float64), at(100)]);
  expect(w.toArray()).toEqual([[106, 108]]);
  expect(v.toArray()).toEqual([[2], [4]]);
});

it('a cotangent that does not mirror the value is an error', () => {
  const { pullback } = vjp((x) => ({ a: mul(x, 2), b: mul(x, 3) }), at(1));
  expect(() => pullback(untyped({ a: at(1) }))).toThrow(
    "vjp: there is no cotangent for the value 'b'. The cotangent must mirror the value.",
  );
  expect(() => pullback(untyped({ a: at(1), b: at(1), c: at(1) }))).toThrow(
    "vjp: there is no value for the cotangent 'c'. The cotangent must mirror the value.",
  );
  expect(() => pullback(untyped({ a: at(1), b: tensor([1], float64) }))).toThrow(
    "gradient: the cotangent must have the target's shape [], got [1].",
  );
});
