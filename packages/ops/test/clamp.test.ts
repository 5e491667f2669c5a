import { hvp, type Tensor, tensor } from '@pullback/core';
import { clamp, mul, square, sum } from '@pullback/ops';
import { expectTensor, failureOf, pullBack } from './support';

const float64 = (...numbers: number[]): Tensor => tensor(numbers, { dtype: 'float64' });
const int32 = (...numbers: number[]): Tensor => tensor(numbers, { dtype: 'int32' });

test('moves what is outside to the nearest bound, and keeps the rest', () => {
  expectTensor(clamp(tensor([-3, -1, 0.5, 2, 5]), -1, 2), [5], [-1, -1, 0.5, 2, 2]);
  expectTensor(clamp(tensor([-Infinity, NaN, Infinity]), -1, 2), [3], [-1, NaN, 2]);
  expectTensor(clamp(int32(-3, 0, 5), -1, 2), [3], [-1, 0, 2], 'int32');
});

test('has no bound where none is given, or an infinite one', () => {
  const x = tensor([-Infinity, -3, NaN, 5, Infinity]);
  expectTensor(clamp(x, 1), [5], [1, 1, NaN, 5, Infinity]);
  expectTensor(clamp(x, undefined, 1), [5], [-Infinity, -3, NaN, 1, 1]);
  expectTensor(clamp(x, -Infinity, Infinity), [5], [-Infinity, -3, NaN, 5, Infinity]);
  expectTensor(clamp(x), [5], [-Infinity, -3, NaN, 5, Infinity]);
  expectTensor(clamp(int32(-2147483648, 2147483647), -Infinity), [2], [-2147483648, 2147483647], 'int32');
});

test('bounds may be the same', () => {
  expectTensor(clamp(tensor([0, 2, 3]), 2, 2), [3], [2, 2, 2]);
});

test('the slope is 1 inside and at the bounds, an exact 0 outside and at NaN', () => {
  const x = float64(-1.5, -1, -0, 2, 2.5, NaN);
  const [found] = pullBack((x) => clamp(x!, -1, 2), [x], float64(Infinity, 3, 5, 7, NaN, 9));
  expect(found!.toArray()).toEqual([0, 3, 5, 7, 0, 0]);
  const [atZero] = pullBack((x) => clamp(x!, 0), [float64(0, -0, -1)], float64(3, 5, 7));
  expect(atZero!.toArray()).toEqual([3, 5, 0]);
});

test('bounds are rounded to float32, so that what is at a bound has slope 1', () => {
  const x = tensor([0.1, 0.7]);
  expectTensor(clamp(x, 0.1, 0.7), [2], Array.from(x.data));
  const [found] = pullBack((x) => clamp(x!, 0.1, 0.7), [x], tensor([3, 5]));
  expect(found!.toArray()).toEqual([3, 5]);
});

test('second derivatives are those of what was clamped, inside', () => {
  const f = (x: Tensor) => sum(mul(clamp(square(x), 1, 4), 3));
  expect(hvp(f, float64(0.5, 1.5, 3), float64(1, 1, 1)).toArray()).toEqual([0, 6, 0]);
});

describe('errors', () => {
  const x = tensor([1]);

  test('name bounds in the wrong order', () => {
    expect(failureOf(() => clamp(x, 2, 1))).toBe('PullbackError: clamp: bounds low ≤ high are required, got 2 and 1.');
  });

  test('name a bound that is no number', () => {
    expect(failureOf(() => clamp(x, NaN))).toBe('PullbackError: clamp: the lower bound must be a number, got NaN.');
    expect(failureOf(() => clamp(x, 0, NaN))).toBe('PullbackError: clamp: the upper bound must be a number, got NaN.');
    expect(failureOf(() => Reflect.apply(clamp, undefined, [x, null, 1]))).toBe(
      'PullbackError: clamp: the lower bound must be a number, got null.',
    );
  });

  test.each([0.5, 3e9, Infinity])('name the lower bound %d, which int32 cannot hold', (low) => {
    expect(failureOf(() => clamp(int32(1), low))).toBe(
      `DTypeError: clamp: int32 holds whole numbers from -2³¹ to 2³¹ - 1, got ${low}. ` +
        "Convert the tensor: cast(x, 'float32').",
    );
  });
});
