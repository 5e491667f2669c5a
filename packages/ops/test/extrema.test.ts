import { hvp, jvp, type Tensor, tensor } from '@pullback/core';
import { maximum, minimum, mul, square, sum } from '@pullback/ops';
import { expectTensor, failureOf, pullBack } from './support';

type Op = (a: Tensor, b: Tensor) => Tensor;

const float64 = (...numbers: number[]): Tensor => tensor(numbers, { dtype: 'float64' });
const ops: readonly [string, Op][] = [
  ['maximum', maximum],
  ['minimum', minimum],
];

const pulledBack = (op: Op, a: Tensor, b: Tensor, cotangent: Tensor): unknown[] =>
  pullBack((a, b) => op(a!, b!), [a, b], cotangent).map((found) => found.toArray());

describe('values', () => {
  test('are the greater and the lesser, infinities included', () => {
    const [a, b] = [float64(1, -2, Infinity, -Infinity, 5), float64(3, -4, 7, 7, 5)];
    expect(maximum(a, b).toArray()).toEqual([3, -2, Infinity, 7, 5]);
    expect(minimum(a, b).toArray()).toEqual([1, -4, 7, -Infinity, 5]);
  });

  test.each(ops)('%s is NaN where either operand is', (_, op) => {
    expect(op(float64(NaN, 1, NaN), float64(1, NaN, NaN)).toArray()).toEqual([NaN, NaN, NaN]);
  });

  test('order -0 before 0, as IEEE does', () => {
    expect(maximum(float64(-0, 0, -0), float64(0, -0, -0)).toArray()).toEqual([0, 0, -0]);
    expect(minimum(float64(-0, 0, 0), float64(0, -0, 0)).toArray()).toEqual([-0, -0, 0]);
  });

  test('take a number on either side, and whole numbers', () => {
    expectTensor(maximum(2, tensor([1, 3])), [2], [2, 3]);
    expectTensor(minimum(tensor([1, 3]), 2), [2], [1, 2]);
    const whole = tensor([-7, 2147483647], { dtype: 'int32' });
    expectTensor(maximum(whole, 4), [2], [4, 2147483647], 'int32');
    expectTensor(minimum(whole, 4), [2], [-7, 4], 'int32');
  });
});

describe('the cotangent', () => {
  test('goes to the operand that was chosen', () => {
    const [a, b] = [float64(1, 3), float64(2, -2)];
    expect(pulledBack(maximum, a, b, float64(5, 7))).toEqual([
      [0, 7],
      [5, 0],
    ]);
    expect(pulledBack(minimum, a, b, float64(5, 7))).toEqual([
      [5, 0],
      [0, 7],
    ]);
  });

  test.each(ops)('of a tie is halved in %s, of 0 with -0 too', (_, op) => {
    const [a, b] = [float64(3, 0, -0, Infinity), float64(3, -0, 0, Infinity)];
    expect(pulledBack(op, a, b, float64(5, 7, 9, 11))).toEqual([
      [2.5, 3.5, 4.5, 5.5],
      [2.5, 3.5, 4.5, 5.5],
    ]);
  });

  test.each(ops)('of NaN goes to the operand that is NaN in %s, in halves if both are', (_, op) => {
    expect(pulledBack(op, float64(NaN, 1, NaN), float64(1, NaN, NaN), float64(5, 7, 9))).toEqual([
      [5, 0, 4.5],
      [0, 7, 4.5],
    ]);
  });

  test('is an exact 0 for the operand that lost, even where it is infinite or NaN', () => {
    const [less, greater] = [float64(-1, -1, -1), float64(1, 1, 1)];
    const cotangent = float64(Infinity, -Infinity, NaN);
    expect(pulledBack(maximum, less, greater, cotangent)).toEqual([[0, 0, 0], cotangent.toArray()]);
    expect(pulledBack(minimum, less, greater, cotangent)).toEqual([cotangent.toArray(), [0, 0, 0]]);
  });

  test('of a stretched operand is summed', () => {
    const matrix = tensor([
      [1, 5, 2],
      [4, 0, 2],
    ]);
    const cotangent = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(pulledBack(maximum, tensor([2, 2, 2]), matrix, cotangent)).toEqual([
      [1, 5, 4.5],
      [
        [0, 2, 1.5],
        [4, 0, 3],
      ],
    ]);
  });
});

test('a tangent at a tie is the mean of both', () => {
  const primals = [float64(3, 1), float64(3, 2)] as const;
  const { tangent } = jvp(([a, b]) => maximum(a, b), primals, [float64(5, 6), float64(7, 8)]);
  expect(tangent.toArray()).toEqual([6, 8]);
});

test('second derivatives follow the operand that was chosen', () => {
  const f = (x: Tensor) => sum(mul(maximum(square(x), x), 3));
  expect(hvp(f, float64(2, 0.5), float64(1, 1)).toArray()).toEqual([6, 0]);
});

test.each(ops)('%s refuses masks and shapes that do not broadcast', (name, op) => {
  const mask = tensor([true]);
  expect(failureOf(() => op(mask, mask))).toBe(
    `DTypeError: ${name}: numbers are required, got bool. Convert it: cast(x, 'float32').`,
  );
  expect(failureOf(() => op(tensor([1, 2]), tensor([1, 2, 3])))).toBe(
    `ShapeError: ${name}: shapes must broadcast, got [2] and [3] (2 ≠ 3 at axis -1, and neither is 1).`,
  );
});
