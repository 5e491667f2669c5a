import {
  apply,
  grad,
  jvp,
  noAttrs,
  Parameter,
  type Primitive,
  scalar,
  type Tensor,
  tensor,
  type Unary,
} from '@pullback/core';
import { add, cast, matmul, mul, relu, square, sum } from '@pullback/ops';
import { untyped } from './support';

const float64 = { dtype: 'float64' } as const;
const at = (value: number): Tensor<readonly []> => scalar(value, float64);

it('the tangent of a product follows the product rule', () => {
  const { value, tangent } = jvp(([x, y]) => mul(x, y), [at(3), at(5)], [at(2), at(7)]);
  expect(value.item()).toBe(15);
  expect(tangent.item()).toBe(2 * 5 + 3 * 7);
});

it('tangents of one value add where it is used twice', () => {
  expect(jvp((x) => add(mul(x, x), x), at(3), at(2)).tangent.item()).toBe(2 * (2 * 3 + 1));
});

it('primal and tangent are trees of one form', () => {
  const primal = { w: tensor([[1, 2]], float64), more: [tensor([[3], [4]], float64)] as const };
  const tangent = { w: tensor([[5, 6]], float64), more: [tensor([[7], [8]], float64)] as const };
  const found = jvp(({ w, more }) => matmul(w, more[0]), primal, tangent).tangent;
  expect(found.toArray()).toEqual([[5 * 3 + 6 * 4 + 1 * 7 + 2 * 8]]);
});

it('the tangent of what does not depend on the primal is zeros', () => {
  const { tangent } = jvp(() => tensor([1, 2, 3], float64), at(1), at(1));
  expect(tangent.toArray()).toEqual([0, 0, 0]);
});

it('a closure over the primal is a constant', () => {
  const x = at(3);
  expect(jvp((y) => mul(x, y), x, at(1)).tangent.item()).toBe(3);
});

it('tangents nest: the derivative of x · d/dy (x + y) by x is 1', () => {
  const outer = jvp((x) => mul(x, jvp((y) => add(x, y), at(1), at(1)).tangent), at(5), at(1));
  expect(outer.tangent.item()).toBe(1);
});

it('forward over forward, reverse over forward and forward over reverse agree on the second derivative of x⁴', () => {
  const f = (x: Tensor<readonly []>) => square(square(x));
  const first = (x: Tensor<readonly []>) => jvp(f, x, at(1)).tangent;
  const found = [jvp(first, at(2), at(1)).tangent, grad(first)(at(2)), jvp(grad(f), at(2), at(1)).tangent];
  expect(found.map((x) => x.item())).toEqual([48, 48, 48]);
});

it('cotangents that add at a fan-out have tangents that add', () => {
  expect(
    jvp(
      grad((x: Tensor<readonly []>) => mul(x, x)),
      at(3),
      at(5),
    ).tangent.item(),
  ).toBe(2 * 5);
});

it('the tangent given is not handed back as the tangent found', () => {
  const tangent = tensor([1, 2], float64);
  const found = jvp((x) => x, tensor([3, 4], float64), tangent).tangent;
  expect(found).not.toBe(tangent);
  expect(found.toArray()).toEqual([1, 2]);
});

it('the value is that of the function', () => {
  const x = new Parameter(tensor([-1, 2], float64), 'x');
  const { value, tangent } = jvp((v: Tensor) => relu(v), x, tensor([10, 20], float64));
  expect(value.toArray()).toEqual([0, 2]);
  expect(tangent.toArray()).toEqual([0, 20]);
});

describe('is refused', () => {
  const x = tensor([1, 2], float64).named('x');

  it('for a tangent of another shape', () => {
    expect(() => jvp(sum, x as Tensor, tensor([1, 2, 3], float64))).toThrow(
      "jvp: the tangent of 'x' must have its shape [2], got [3].",
    );
  });

  it('for a tangent of another dtype', () => {
    expect(() => jvp(sum, x as Tensor, tensor([1, 2]))).toThrow(
      "jvp: the tangent of 'x' must be float64, got float32. Convert it: cast(tangent, 'float64').",
    );
  });

  it('for whole numbers', () => {
    const labels = tensor([1, 2], { dtype: 'int32' }).named('labels');
    expect(() => jvp((y: Tensor) => cast(y, 'float32'), labels as Tensor, labels)).toThrow(
      "jvp: float32 or float64 is required, got int32 for 'labels'. Whole numbers and masks have no derivative; convert them first: cast(x, 'float32').",
    );
  });

  it('for a missing tangent, and for one too many', () => {
    const f = ({ a }: { a: Tensor; b?: Tensor }) => sum(a);
    expect(() => jvp(f, { a: x, b: x }, untyped({ a: x }))).toThrow("jvp: there is no tangent for 'x'.");
    expect(() => jvp(f, { a: x }, untyped({ a: x, c: x }))).toThrow("jvp: there is no primal for the tangent 'c'.");
  });

  it('for a primitive without a forward rule', () => {
    const oneWay: Primitive<Unary, typeof noAttrs> = {
      name: 'oneWay',
      outputShape: ([y]) => y.shape,
      kernel: ([y], output) => void output.data.set(y.data),
      vjp: () => [(cotangent) => cotangent],
    };
    expect(() => jvp((y: Tensor) => apply(oneWay, [y], noAttrs), x as Tensor, x)).toThrow(
      "jvp: 'oneWay' has no pushforward. Use vjp, or give the primitive one.",
    );
  });
});
