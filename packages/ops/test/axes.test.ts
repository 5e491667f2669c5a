import { spell, tensor, zeros } from '@pullback/core';
import { expandDims, flatten, flip, pad, squeeze, tile } from '@pullback/ops';
import { counting, dynamic, expectTensor, failureOf, pullBack } from './support';

describe('flatten', () => {
  test('makes one axis of all from an axis on', () => {
    expectTensor(flatten(counting(2, 3)), [6], [1, 2, 3, 4, 5, 6]);
    expect(flatten(zeros([2, 3, 4]), 1).shape).toEqual([2, 12]);
    expect(flatten(zeros([2, 3, 4]), -2).shape).toEqual([2, 12]);
    expect(flatten(zeros([2, 3, 4]), -1).shape).toEqual([2, 3, 4]);
    expect(flatten(zeros([2, 0, 4]), 1).shape).toEqual([2, 0]);
    expect(flatten(zeros([0, 3, 4]), 1).shape).toEqual([0, 12]);
  });

  test('makes a vector of a scalar', () => {
    expectTensor(flatten(counting()), [1], [1]);
  });

  test('refuses an axis out of range', () => {
    expect(failureOf(() => flatten(dynamic(2, 3), 2))).toBe(
      'ShapeError: flatten: axis 2 is out of range for rank 2 (valid: -2…1).',
    );
    expect(failureOf(() => flatten(dynamic(), 1))).toBe(
      'ShapeError: flatten: axis 1 is out of range for rank 0 (a scalar has no axes).',
    );
  });
});

describe('squeeze', () => {
  test('removes every axis of size 1, or those that it is told', () => {
    expectTensor(squeeze(counting(1, 2, 1)), [2], [1, 2]);
    expectTensor(squeeze(counting(1, 2, 1), 0), [2, 1], [1, 2]);
    expectTensor(squeeze(counting(1, 2, 1), [-1, 0]), [2], [1, 2]);
    expectTensor(squeeze(counting(1, 1)), [], [1]);
    expectTensor(squeeze(counting(2)), [2], [1, 2]);
    expectTensor(squeeze(counting(1, 2), []), [1, 2], [1, 2]);
    expectTensor(squeeze(zeros([1, 0])), [0], []);
  });

  test('refuses to remove an axis that is not of size 1', () => {
    expect(failureOf(() => squeeze(dynamic(1, 3), [0, -1]))).toBe(
      'ShapeError: squeeze: an axis must have size 1 to be removed, got size 3 at axis 1 of [1, 3].',
    );
    expect(failureOf(() => squeeze(dynamic(0, 1), 0))).toBe(
      'ShapeError: squeeze: an axis must have size 1 to be removed, got size 0 at axis 0 of [0, 1].',
    );
    expect(failureOf(() => squeeze(dynamic(1, 3), [0, -2]))).toBe(
      'ShapeError: squeeze: each axis may be named once, got axis 0 twice in [0, -2].',
    );
  });
});

describe('expandDims', () => {
  test('puts axes of size 1 where the result is to have them', () => {
    expectTensor(expandDims(counting(2), 0), [1, 2], [1, 2]);
    expectTensor(expandDims(counting(2), -1), [2, 1], [1, 2]);
    expect(expandDims(zeros([2, 3]), [0, 2]).shape).toEqual([1, 2, 1, 3]);
    expect(expandDims(zeros([2, 3]), [-1, 1]).shape).toEqual([2, 1, 3, 1]);
    expect(expandDims(zeros([2, 3]), [3, 2]).shape).toEqual([2, 3, 1, 1]);
    expect(expandDims(zeros([]), [0, 1]).shape).toEqual([1, 1]);
    expect(expandDims(zeros([0]), 0).shape).toEqual([1, 0]);
  });

  test('refuses axes that the result does not have, and the same twice', () => {
    expect(failureOf(() => expandDims(dynamic(2, 3), 3))).toBe(
      'ShapeError: expandDims: axis 3 is out of range for rank 3 (valid: -3…2).',
    );
    expect(failureOf(() => expandDims(dynamic(2, 3), [1, -3]))).toBe(
      'ShapeError: expandDims: each axis may be named once, got axis 1 twice in [1, -3].',
    );
  });
});

describe('flip', () => {
  test('reads axes backwards, all if not told which', () => {
    expectTensor(flip(counting(2, 3)), [2, 3], [6, 5, 4, 3, 2, 1]);
    expectTensor(flip(counting(2, 3), 0), [2, 3], [4, 5, 6, 1, 2, 3]);
    expectTensor(flip(counting(2, 3), -1), [2, 3], [3, 2, 1, 6, 5, 4]);
    expectTensor(flip(counting(2, 3), []), [2, 3], [1, 2, 3, 4, 5, 6]);
    expectTensor(flip(counting()), [], [1]);
    expectTensor(flip(zeros([0, 2])), [0, 2], []);
    expectTensor(flip(tensor([true, false])), [2], [0, 1], 'bool');
  });

  test('flips cotangents back', () => {
    const [cotangent] = pullBack((x) => flip(x!, 1), [zeros([2, 3])], counting(2, 3));
    expectTensor(cotangent, [2, 3], [3, 2, 1, 6, 5, 4]);
  });

  test('refuses an axis out of range', () => {
    expect(failureOf(() => flip(dynamic(2), 1))).toBe(
      'ShapeError: flip: axis 1 is out of range for rank 1 (valid: -1…0).',
    );
  });
});

describe('tile', () => {
  test('lays out copies along each axis', () => {
    expectTensor(tile(counting(2), [3]), [6], [1, 2, 1, 2, 1, 2]);
    expectTensor(tile(counting(2, 2), [1, 2]), [2, 4], [1, 2, 1, 2, 3, 4, 3, 4]);
    expectTensor(tile(counting(2, 2), [2, 1]), [4, 2], [1, 2, 3, 4, 1, 2, 3, 4]);
    expectTensor(tile(counting(), []), [], [1]);
    expectTensor(tile(counting(2, 2), [0, 2]), [0, 4], []);
    expectTensor(tile(zeros([0, 1]), [3, 2]), [0, 2], []);
  });

  test('sums cotangents over the copies', () => {
    const [cotangent] = pullBack((x) => tile(x!, [2, 2]), [zeros([1, 2])], counting(2, 4));
    expectTensor(cotangent, [1, 2], [1 + 3 + 5 + 7, 2 + 4 + 6 + 8]);
    const [none] = pullBack((x) => tile(x!, [0]), [zeros([2])], zeros([0]));
    expectTensor(none, [2], [0, 0]);
  });

  test.each([[[2]], [[1, 1, 1]], [[1, -1]], [[1, 1.5]], [[]]])('refuses %j as repeats of two axes', (repeats) => {
    expect(failureOf(() => tile(dynamic(2, 3), repeats))).toBe(
      `ShapeError: tile: one whole number ≥ 0 for each axis of [2, 3] is required, got ${spell(repeats)}.`,
    );
  });
});

describe('pad', () => {
  test('puts copies of a value before and after', () => {
    expectTensor(pad(counting(2), [[1, 2]]), [5], [0, 1, 2, 0, 0]);
    expectTensor(pad(counting(2, 2), [[0, 1], [1, 0]], 7), [3, 3], [7, 1, 2, 7, 3, 4, 7, 7, 7]); // biome-ignore format: pairs
    expectTensor(pad(counting(2), [[0, 0]], NaN), [2], [1, 2]);
    expectTensor(pad(counting(1), [[1, 0]], -Infinity), [2], [-Infinity, 1]);
    expectTensor(pad(counting(), []), [], [1]);
    expectTensor(pad(zeros([0, 1]), [[1, 1], [0, 1]], 3), [2, 2], [3, 3, 3, 3]); // biome-ignore format: pairs
  });

  test('keeps every dtype', () => {
    expectTensor(pad(tensor([true]), [[1, 1]], 1), [3], [1, 1, 1], 'bool');
    expectTensor(pad(tensor([5], { dtype: 'int32' }), [[1, 0]], -7), [2], [-7, 5], 'int32');
    expectTensor(pad(tensor(new Float64Array([0.1])), [[0, 1]], 0.2), [2], [0.1, 0.2], 'float64');
  });

  test('takes the padding off cotangents', () => {
    const [cotangent] = pullBack((x) => pad(x!, [[1, 0], [1, 1]], 5), [zeros([1, 2])], counting(2, 4)); // biome-ignore format: pairs
    expectTensor(cotangent, [1, 2], [6, 7]);
  });

  test.each([
    [[[1, 1]]],
    [[[1, 1], [1]]],
    [
      [
        [1, 1],
        [0, -1],
      ],
    ],
    [
      [
        [1, 1],
        [0.5, 0],
      ],
    ],
    [[1, 1]],
  ])('refuses %j as padding of two axes', (padding) => {
    expect(failureOf(() => pad(dynamic(2, 3), padding as never))).toBe(
      'ShapeError: pad: one pair [before, after] of whole numbers ≥ 0 for each axis of [2, 3] is required, ' +
        `got ${spell(padding)}.`,
    );
  });

  test('refuses a value that the dtype cannot hold', () => {
    expect(failureOf(() => pad(tensor([1], { dtype: 'int32' }), [[1, 1]], 0.5))).toBe(
      'DTypeError: pad: the value must be one that int32 holds, got 0.5.',
    );
    expect(failureOf(() => pad(tensor([true]), [[1, 1]], 2))).toBe(
      'DTypeError: pad: the value must be one that bool holds, got 2.',
    );
    expect(failureOf(() => pad(dynamic(1), [[1, 1]], '1' as never))).toBe(
      'DTypeError: pad: the value must be one that float32 holds, got "1".',
    );
  });
});
