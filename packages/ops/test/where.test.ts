import { grad, hvp, jvp, scalar, Tape, type Tensor, tensor, zeros } from '@pullback/core';
import * as ops from '@pullback/ops';
import { acos, div, greater, log, mul, sqrt, sum, where } from '@pullback/ops';
import { contentsOf, expectTensor, failureOf } from './support';
import { flowing } from './trials';

const mask = tensor([true, false, true]);
const a = tensor([1, 2, 3]);
const b = tensor([10, 20, 30]);
const float64 = { dtype: 'float64' } as const;

it('takes a where the condition holds, else b', () => {
  expectTensor(where(mask, a, b), [3], [1, 20, 3]);
});

it('takes numbers for operands, float32 if both are', () => {
  expectTensor(where(mask, a, 0), [3], [1, 0, 3]);
  expectTensor(where(mask, -1, tensor([7, 8, 9], float64)), [3], [-1, 8, -1], 'float64');
  expectTensor(where(mask, 1, 0.5), [3], [1, 0.5, 1]);
  expectTensor(where(mask, mask, 0), [3], [1, 0, 1], 'bool');
});

it('leads the cotangent to what was chosen, summed over stretched axes', () => {
  const condition = tensor([
    [true, false, true],
    [true, true, false],
  ]);
  const row = tensor([1, 2, 3]);
  const one = scalar(5);
  const tape = new Tape();
  const y = tape.record(() => where(condition, row, one));
  const cotangent = tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  const found = tape.gradient(y, { row, one }, { cotangent });
  expect(contentsOf(found.row).data).toEqual([5, 5, 3]);
  expect(found.one.item()).toBe(8);
});

describe('the branch not taken leaves no trace', () => {
  const guarded: Record<string, readonly [x: readonly number[], f: (x: Tensor) => Tensor]> = {
    'sqrt at 0 and below': [[0, -1, 4], (x) => where(greater(x, 0), sqrt(x), 0)],
    'log at 0 and below': [[0, -1, 4], (x) => where(greater(x, 0), log(x), 0)],
    'a quotient by 0': [[0, 2, 4], (x) => where(greater(x, 0), div(3, x), 0)],
    'a quotient 0 / 0': [[0, 2, 4], (x) => where(greater(x, 0), div(x, x), 0)],
    'a product with infinity': [[0, 2, 4], (x) => where(greater(x, 0), mul(x, log(x)), 0)],
    'outside of acos': [[-1, 2, 0.5], (x) => where(greater(x, 1), 0, where(greater(x, -1), acos(x), 0))],
    'two in a row': [[0, -2, 4], (x) => where(greater(x, 0), log(sqrt(x)), 0)],
    'what is not finite': [
      [0, 3, 4],
      (x) => {
        const y = div(1, x);
        return where(ops.isFinite(y), mul(y, y), 0);
      },
    ],
  };

  describe.each(Object.entries(guarded))('%s', (_, [numbers, f]) => {
    const x = tensor([...numbers], float64);
    const total = (x: Tensor) => sum(f(x));

    it('in values, gradients, tangents, second and third derivatives', () => {
      const tangent = tensor([1, 2, 3], float64);
      const found = [
        f(x),
        grad(total)(x),
        jvp(f, x, tangent).tangent,
        hvp(total, x, tangent),
        grad((x: Tensor) => sum(mul(tangent, grad(total)(x))))(x),
        // Third derivatives, in each mode.
        hvp((x: Tensor) => sum(mul(tangent, grad(total)(x))), x, tangent),
        grad((x: Tensor) => sum(mul(tangent, hvp(total, x, tangent))))(x),
        jvp((x: Tensor) => jvp((x: Tensor) => jvp(f, x, tangent).tangent, x, tangent).tangent, x, tangent).tangent,
      ];
      for (const { data } of found) expect(data.every(Number.isFinite)).toBe(true);
    });
  });
});

const ofOne = flowing.filter(({ title }) => title.endsWith('([3,5])'));

it.each(ofOne)('a cotangent of 0 stays an exact 0 where the slope is infinite or NaN: $title', ({ call }) => {
  const x = tensor([0, -0, 1, -1, -2, 2, Infinity, -Infinity, Number.NaN, 1e308], float64);
  const tape = new Tape();
  const y = tape.record(() => call(x));
  const { data } = tape.gradient(y, x, { cotangent: zeros(y.shape, float64) });
  expect(Array.from(data, Math.abs)).toEqual(new Array(10).fill(0));
});

it('nothing stays nothing: where the cotangent is 0 and the slope infinite, the answer is 0', () => {
  // The price, as written in docs/architecture.md: this is x, whose slope is 1.
  const f = (x: Tensor) => sum(mul(sqrt(x), sqrt(x)));
  expect(contentsOf(grad(f)(tensor([0], float64))).data).toEqual([0]);
});

describe('errors', () => {
  it('name the condition that is no mask', () => {
    expect(failureOf(() => where(a, a, b))).toBe(
      "DTypeError: where: bool is required, got float32. Convert it: cast(x, 'bool').",
    );
  });

  it('name the dtypes that differ', () => {
    expect(failureOf(() => where(mask, a, tensor([1, 2, 3], float64)))).toBe(
      "DTypeError: where: both operands must have one dtype, got float32 and float64. Convert one: cast(x, 'float64').",
    );
    expect(failureOf(() => where(mask, mask, 0.5))).toBe(
      "DTypeError: where: bool holds 0 and 1, got 0.5. Convert the mask: cast(mask, 'float32').",
    );
  });

  it('name the shapes that do not broadcast', () => {
    const wrong: Tensor = zeros([4]);
    expect(failureOf(() => where(mask, a, wrong))).toBe(
      'ShapeError: where: shapes must broadcast, got [3] and [4] (3 ≠ 4 at axis -1, and neither is 1).',
    );
  });
});
