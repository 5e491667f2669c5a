import { full, Tape, type Tensor, tensor, zeros } from '@pullback/core';
import { mean, sum } from '@pullback/ops';
import { counting, dynamic, expectTensor, failureOf, pullBack } from './support';

const x = counting(2, 3, 4);

describe('sum', () => {
  test('adds everything to a scalar', () => {
    expectTensor(sum(x), [], [300]);
    expectTensor(sum(counting()), [], [1]);
  });

  test('adds along one axis', () => {
    expectTensor(sum(x, 0), [3, 4], [14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36]);
    expectTensor(sum(x, 1), [2, 4], [15, 18, 21, 24, 51, 54, 57, 60]);
    expectTensor(sum(x, 2), [2, 3], [10, 26, 42, 58, 74, 90]);
  });

  test('counts negative axes from the last', () => {
    expectTensor(sum(x, -1), [2, 3], [10, 26, 42, 58, 74, 90]);
    expectTensor(sum(x, -3), [3, 4], [14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36]);
  });

  test('adds along several axes, named in any order', () => {
    expectTensor(sum(x, [0, 2]), [3], [10 + 58, 26 + 74, 42 + 90]);
    expectTensor(sum(x, [-1, 0]), [3], [10 + 58, 26 + 74, 42 + 90]);
    expectTensor(sum(x, [2, 1]), [2], [78, 222]);
  });

  test('records one form of the same axes, however they are named', () => {
    const attrsOf = (axes: readonly number[]): unknown => {
      const tape = new Tape();
      tape.record(() => sum(x, axes));
      return tape.nodes[0]!.attrs;
    };
    expect(attrsOf([-1, 0])).toEqual({ axes: [0, 2], keepDims: false });
    expect(attrsOf([-2])).toEqual({ axes: [1], keepDims: false });
  });

  test('keeps the summed axes with size 1 if asked', () => {
    expectTensor(sum(x, [0, 2], { keepDims: true }), [1, 3, 1], [68, 100, 132]);
    expectTensor(sum(x, undefined, { keepDims: true }), [1, 1, 1], [300]);
    expectTensor(sum(x, -1, { keepDims: true }), [2, 3, 1], [10, 26, 42, 58, 74, 90]);
  });

  test('along no axes is the same numbers', () => {
    expectTensor(sum(counting(2, 2), []), [2, 2], [1, 2, 3, 4]);
    expectTensor(sum(zeros([0, 2]), []), [0, 2], []);
  });

  test('of nothing is 0', () => {
    expectTensor(sum(zeros([0])), [], [0]);
    expectTensor(sum(zeros([0, 2]), 0), [2], [0, 0]);
    expectTensor(sum(zeros([2, 0, 3]), [0, 1]), [3], [0, 0, 0]);
    expectTensor(sum(zeros([2, 0, 3]), 2), [2, 0], []);
  });

  test('keeps int32, NaN and infinity', () => {
    expectTensor(sum(tensor([1, 2], { dtype: 'int32' })), [], [3], 'int32');
    expectTensor(sum(tensor([1, NaN])), [], [NaN]);
    expectTensor(sum(tensor([1, -Infinity])), [], [-Infinity]);
  });

  test('of float32 runs in float64 and is rounded once', () => {
    expectTensor(sum(tensor([1e8, 1, -1e8])), [], [1]);
    expectTensor(sum(tensor([[1e8], [1], [-1e8]]), 0), [1], [1]);
  });

  test.each<[string, () => Tensor]>([
    ['the whole', () => sum(full([100_000], 0.1, { dtype: 'float64' }))],
    ['the first axis', () => sum(full([100_000, 2], 0.1, { dtype: 'float64' }), 0)],
    ['two axes', () => sum(full([100, 2, 1000], 0.1, { dtype: 'float64' }), [0, 2])],
  ])('over %s of many is pairwise: far nearer than one after the other', (_, total) => {
    for (const found of total().data) expect(Math.abs(found - 10_000)).toBeLessThan(1e-10);
  });
});

describe('mean', () => {
  test('divides by the number of terms in each', () => {
    expectTensor(mean(x), [], [12.5]);
    expectTensor(mean(x, 0), [3, 4], [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]);
    expectTensor(mean(x, [0, -1]), [3], [8.5, 12.5, 16.5]);
    expectTensor(mean(x, [1, 2], { keepDims: true }), [2, 1, 1], [6.5, 18.5]);
    expectTensor(mean(counting(2, 2), []), [2, 2], [1, 2, 3, 4]);
  });

  test('of nothing is NaN', () => {
    expectTensor(mean(zeros([0])), [], [NaN]);
    expectTensor(mean(zeros([0, 2]), 0), [2], [NaN, NaN]);
    expectTensor(mean(zeros([0, 2]), 1), [0], []);
  });
});

describe('cotangents', () => {
  test('of a sum are repeated for every term', () => {
    const [rows] = pullBack((x) => sum(x!, 1), [zeros([2, 3])], counting(2));
    expectTensor(rows, [2, 3], [1, 1, 1, 2, 2, 2]);
    const [columns] = pullBack((x) => sum(x!, 0), [zeros([2, 3])], counting(3));
    expectTensor(columns, [2, 3], [1, 2, 3, 1, 2, 3]);
    const [kept] = pullBack((x) => sum(x!, -1, { keepDims: true }), [zeros([2, 3])], counting(2, 1));
    expectTensor(kept, [2, 3], [1, 1, 1, 2, 2, 2]);
  });

  test('of a mean are divided among its terms', () => {
    const [some] = pullBack((x) => mean(x!, [0, 2]), [zeros([2, 3, 4])], tensor([8, 16, 24]));
    expectTensor(some, [2, 3, 4], [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]);
    const [every] = pullBack((x) => mean(x!), [zeros([2, 4])], tensor(8));
    expectTensor(every, [2, 4], [1, 1, 1, 1, 1, 1, 1, 1]);
  });

  test('of nothing are nothing', () => {
    for (const reduce of [sum, mean]) {
      const [whole] = pullBack((x) => reduce(x!), [zeros([0, 3])], counting());
      expectTensor(whole, [0, 3], []);
      const [columns] = pullBack((x) => reduce(x!, 0), [zeros([0, 3])], counting(3));
      expectTensor(columns, [0, 3], []);
      const [rows] = pullBack((x) => reduce(x!, 1), [zeros([0, 3])], zeros([0]));
      expectTensor(rows, [0, 3], []);
    }
  });
});

describe('refused', () => {
  const matrix = dynamic(2, 3);

  test('an axis out of range', () => {
    expect(failureOf(() => sum(matrix, 2))).toBe('ShapeError: sum: axis 2 is out of range for rank 2 (valid: -2…1).');
    expect(failureOf(() => mean(matrix, [0, -3]))).toBe(
      'ShapeError: mean: axis -3 is out of range for rank 2 (valid: -2…1).',
    );
    expect(failureOf(() => sum(matrix, 0.5))).toBe(
      'ShapeError: sum: axis 0.5 is out of range for rank 2 (valid: -2…1).',
    );
    expect(failureOf(() => sum(dynamic(), 0))).toBe(
      'ShapeError: sum: axis 0 is out of range for rank 0 (a scalar has no axes).',
    );
  });

  test('an axis named twice', () => {
    expect(failureOf(() => sum(matrix, [0, -2]))).toBe(
      'ShapeError: sum: each axis may be named once, got axis 0 twice in [0, -2].',
    );
    expect(failureOf(() => mean(dynamic(2, 3), [1, 0, -1]))).toBe(
      'ShapeError: mean: each axis may be named once, got axis 1 twice in [1, 0, -1].',
    );
  });

  test('a mean of whole numbers, a sum of masks', () => {
    expect(failureOf(() => mean(zeros([2], { dtype: 'int32' })))).toBe(
      "DTypeError: mean: float32 or float64 are required, got int32. Convert it: cast(x, 'float32').",
    );
    expect(failureOf(() => sum(zeros([2], { dtype: 'bool' })))).toBe(
      "DTypeError: sum: numbers are required, got bool. Convert it: cast(x, 'float32').",
    );
  });
});
