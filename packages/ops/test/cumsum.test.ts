import { tensor, zeros } from '@pullback/core';
import { cumsum } from '@pullback/ops';
import { counting, dynamic, expectTensor, failureOf, pullBack } from './support';

describe('cumsum', () => {
  test('adds up along the first axis, or another', () => {
    expectTensor(cumsum(tensor([1, 2, 4, 8])), [4], [1, 3, 7, 15]);
    expectTensor(cumsum(counting(2, 3)), [2, 3], [1, 2, 3, 5, 7, 9]);
    expectTensor(cumsum(counting(2, 3), -1), [2, 3], [1, 3, 6, 4, 9, 15]);
    expectTensor(cumsum(counting(2, 2, 2), 1), [2, 2, 2], [1, 2, 4, 6, 5, 6, 12, 14]);
  });

  test('goes back from the last if asked, and leaves out the element itself', () => {
    const x = tensor([1, 2, 4, 8]);
    expectTensor(cumsum(x, 0, { reverse: true }), [4], [15, 14, 12, 8]);
    expectTensor(cumsum(x, 0, { exclusive: true }), [4], [0, 1, 3, 7]);
    expectTensor(cumsum(x, 0, { reverse: true, exclusive: true }), [4], [14, 12, 8, 0]);
    expectTensor(cumsum(counting(2, 3), 1, { reverse: true, exclusive: true }), [2, 3], [5, 3, 0, 11, 6, 0]);
  });

  test('runs in float64, and is rounded at each place once', () => {
    expectTensor(cumsum(tensor([1e8, 1, 1, 1, 1, -1e8])), [6], [1e8, 1e8, 1e8, 1e8, Math.fround(1e8 + 4), 4]);
  });

  test('keeps int32, which wraps around', () => {
    expectTensor(cumsum(tensor([2 ** 31 - 1, 1, -5], { dtype: 'int32' })), [3], [2 ** 31 - 1, -(2 ** 31), 2 ** 31 - 5], 'int32'); // biome-ignore format: one line
  });

  test('of nothing is nothing', () => {
    expectTensor(cumsum(zeros([0, 2])), [0, 2], []);
    expectTensor(cumsum(zeros([2, 0])), [2, 0], []);
  });

  test('has the cotangent that runs the other way', () => {
    const cotangent = tensor([1, 10, 100]);
    const along = (options: object) => pullBack((x) => cumsum(x!, 0, options), [zeros([3])], cotangent)[0];
    expectTensor(along({}), [3], [111, 110, 100]);
    expectTensor(along({ reverse: true }), [3], [1, 11, 111]);
    expectTensor(along({ exclusive: true }), [3], [110, 100, 0]);
    expectTensor(along({ reverse: true, exclusive: true }), [3], [0, 1, 11]);
  });

  test('refuses masks and axes out of range', () => {
    expect(failureOf(() => cumsum(zeros([2], { dtype: 'bool' })))).toBe(
      "DTypeError: cumsum: numbers are required, got bool. Convert it: cast(x, 'float32').",
    );
    expect(failureOf(() => cumsum(dynamic(2), 1))).toBe(
      'ShapeError: cumsum: axis 1 is out of range for rank 1 (valid: -1…0).',
    );
    expect(failureOf(() => cumsum(dynamic()))).toBe(
      'ShapeError: cumsum: axis 0 is out of range for rank 0 (a scalar has no axes).',
    );
  });
});
