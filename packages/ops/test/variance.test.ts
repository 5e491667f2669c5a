import { full, grad, hvp, jvp, type Tensor, tensor, zeros } from '@pullback/core';
import { standardDeviation, sum, variance } from '@pullback/ops';
import { contentsOf, dynamic, expectClose, expectTensor, failureOf, pullBack } from './support';

const float64 = { dtype: 'float64' } as const;
/** Means 3 and 4; squared distances of 4 + 1 + 9 and 0 + 4 + 4. */
const x = tensor([
  [1, 2, 6],
  [4, 6, 2],
]);

describe('variance', () => {
  test('is the mean of squared distances to the mean', () => {
    expectTensor(variance(x, 1), [2], [Math.fround(14 / 3), Math.fround(8 / 3)]);
    expectTensor(variance(x, 0), [3], [2.25, 4, 4]);
    expectTensor(variance(tensor([1, 3, 5, 7])), [], [5]);
    expectTensor(
      variance(
        tensor([
          [[1], [3]],
          [[5], [7]],
        ]),
        [0, 1],
        { keepDims: true },
      ),
      [1, 1, 1],
      [5],
    );
  });

  test('divides by the number of elements less the correction', () => {
    expectTensor(variance(x, 1, { correction: 1 }), [2], [7, 4]);
    expectTensor(variance(x, -1, { correction: 1, keepDims: true }), [2, 1], [7, 4]);
    expectTensor(variance(x, 1, { correction: -4 }), [2], [2, Math.fround(8 / 7)]);
    expectTensor(variance(x, 1, { correction: 1.6 }), [2], [10, Math.fround(8 / 1.4)]);
  });

  test('is NaN where there is nothing to divide by', () => {
    expectTensor(variance(zeros([0])), [], [NaN]);
    expectTensor(variance(zeros([0, 2]), 0, { correction: -1 }), [2], [NaN, NaN]);
    expectTensor(variance(zeros([0, 2]), 1), [0], []);
    expectTensor(variance(tensor([1, 2]), 0, { correction: 2 }), [], [NaN]);
    expectTensor(variance(tensor([1, 2]), 0, { correction: 3 }), [], [NaN]);
    const [found] = pullBack((x) => variance(x!, 0, { correction: 2 }), [tensor([1, 2])], tensor(1));
    expectTensor(found, [2], [NaN, NaN]);
  });

  test('keeps its digits far from 0', () => {
    const far = tensor([1e8 + 8, 1e8 + 16, 1e8 + 24]);
    expectTensor(variance(far), [], [Math.fround(128 / 3)]);
    expectTensor(variance(tensor([1e9 + 1, 1e9 + 2, 1e9 + 3], float64)), [], [2 / 3], 'float64');
    const [found] = pullBack((x) => variance(x!), [far], tensor(3));
    expectTensor(found, [3], [-16, 0, 16]);
  });

  test('of equal elements is exactly 0', () => {
    expectTensor(variance(full([7], 0.1, float64)), [], [0], 'float64');
    expectTensor(standardDeviation(full([2, 7], 0.1, float64), 1), [2], [0, 0], 'float64');
  });

  test('is NaN where an element is infinite or NaN', () => {
    expectTensor(variance(tensor([[1, Infinity], [NaN, 1], [1, 3]]), 1), [3], [NaN, NaN, 1]); // biome-ignore format: a matrix
  });

  test('has a cotangent of twice the distances to the mean, divided', () => {
    const [some] = pullBack((x) => variance(x!, 1, { correction: 1 }), [x], tensor([1, 10]));
    expectTensor(some, [2, 3], [-2, -1, 3, 0, 20, -20]);
    const [kept] = pullBack((x) => variance(x!, -2, { keepDims: true }), [x], tensor([[2, 1, 1]]));
    expectTensor(kept, [2, 3], [-3, -2, 2, 3, 2, -2]);
  });
});

describe('standardDeviation', () => {
  test('is the root of the variance', () => {
    expectTensor(standardDeviation(x, 0), [3], [1.5, 2, 2]);
    expectTensor(standardDeviation(x, 1, { correction: 1, keepDims: true }), [2, 1], [Math.fround(Math.sqrt(7)), 2]);
    expectTensor(standardDeviation(tensor([-1e30, 1e30])), [], [Math.fround(1e30)]);
    expectTensor(standardDeviation(zeros([0])), [], [NaN]);
    expectTensor(standardDeviation(tensor([1]), 0, { correction: 1 }), [], [NaN]);
  });

  test('has a cotangent of the distances to the mean, divided', () => {
    const [some] = pullBack((x) => standardDeviation(x!, 0), [x], tensor([1, 2, 4]));
    // ±distance / (2 · y), where distance = y: a half.
    expectTensor(some, [2, 3], [-0.5, -1, 2, 0.5, 1, -2]);
  });

  test('has that cotangent where its multiples would overflow', () => {
    const [huge] = pullBack((x) => standardDeviation(x!), [tensor([3e38, -3e38])], tensor(1));
    expectTensor(huge, [2], [0.5, -0.5]);
  });

  test('has slope 0 where it is 0, to every order and forward too', () => {
    const equal = tensor([[0.1, 0.1, 0.1], [1, 2, 3]], float64); // biome-ignore format: a matrix
    const total = (x: Tensor) => sum(standardDeviation(x, 1));
    const v = tensor([[1, 2, 4], [0, 0, 0]], float64); // biome-ignore format: a matrix
    const root = Math.sqrt(6);
    const first = grad(total)(equal);
    expect(Array.from(first.data.slice(0, 3))).toEqual([0, 0, 0]);
    expectClose(first.data.slice(3), [-1 / root, 0, 1 / root], { relative: 1e-14, absolute: 1e-14 });
    expect(contentsOf(hvp(total, equal, v)).data).toEqual([0, 0, 0, 0, 0, 0]);
    expect(contentsOf(jvp((x: Tensor) => standardDeviation(x, 1), equal, v).tangent).data).toEqual([0, 0]);
    // Also where squares underflow before distances do.
    expect(contentsOf(grad(total)(tensor([[1e-200, 2e-200]], float64))).data).toEqual([0, 0]);
  });
});

describe('refused', () => {
  test('whole numbers, axes out of range, and corrections that are no number', () => {
    expect(failureOf(() => variance(zeros([2], { dtype: 'int32' })))).toBe(
      "DTypeError: variance: float32 or float64 are required, got int32. Convert it: cast(x, 'float32').",
    );
    expect(failureOf(() => standardDeviation(dynamic(2, 3), 2))).toBe(
      'ShapeError: standardDeviation: axis 2 is out of range for rank 2 (valid: -2…1).',
    );
    expect(failureOf(() => variance(x, 0, { correction: NaN }))).toBe(
      'PullbackError: variance: the correction must be a finite number, got NaN.',
    );
    expect(failureOf(() => standardDeviation(x, 0, { correction: Infinity }))).toBe(
      'PullbackError: standardDeviation: the correction must be a finite number, got Infinity.',
    );
  });
});
