import { type Range, Tape, tensor, zeros } from '@pullback/core';
import { slice } from '@pullback/ops';
import { counting, dynamic, expectTensor, failureOf, pullBack } from './support';

describe('slice', () => {
  test('takes ranges of axes, and keeps the axes that it does not mention', () => {
    expectTensor(slice(counting(3, 2), [[1, 3]]), [2, 2], [3, 4, 5, 6]);
    expectTensor(slice(counting(3, 2), [[0, 2], [1]]), [2, 1], [2, 4]);
    expectTensor(slice(counting(3, 2), [null, [0, 1]]), [3, 1], [1, 3, 5]);
    expectTensor(slice(counting(3, 2), []), [3, 2], [1, 2, 3, 4, 5, 6]);
    expectTensor(slice(counting(), []), [], [1]);
  });

  test('takes an index, and the axis goes', () => {
    expectTensor(slice(counting(3, 2), [1]), [2], [3, 4]);
    expectTensor(slice(counting(3, 2), [-1]), [2], [5, 6]);
    expectTensor(slice(counting(3, 2), [null, -2]), [3], [1, 3, 5]);
    expectTensor(slice(counting(3, 2), [-3, 1]), [], [2]);
    expectTensor(slice(counting(2, 2, 2), [1, [0, 1], 1]), [1], [6]);
    expectTensor(slice(zeros([0, 3]), [null, 1]), [0], []);
  });

  test.each<[Range, number[]]>([
    [
      [2, 4],
      [3, 4],
    ],
    [[2], [3, 4, 5]],
    [
      [null, 2],
      [1, 2],
    ],
    [[-2], [4, 5]],
    [
      [null, -2],
      [1, 2, 3],
    ],
    [
      [-4, -2],
      [2, 3],
    ],
    [
      [3, 99],
      [4, 5],
    ],
    [
      [-99, 2],
      [1, 2],
    ],
    [[5], []],
    [[99], []],
    [[3, 3], []],
    [[4, 2], []],
    [[null, -99], []],
    [
      [0, null, 2],
      [1, 3, 5],
    ],
    [
      [1, null, 2],
      [2, 4],
    ],
    [[0, 5, 99], [1]],
    [
      [null, null, -1],
      [5, 4, 3, 2, 1],
    ],
    [
      [3, 0, -1],
      [4, 3, 2],
    ],
    [
      [3, null, -2],
      [4, 2],
    ],
    [
      [99, null, -2],
      [5, 3, 1],
    ],
    [
      [-2, -99, -1],
      [4, 3, 2, 1],
    ],
    [[0, null, -1], [1]],
    [[-99, null, -1], []],
    [[1, 3, -1], []],
    [[null, -1, -1], []],
    [
      [null, -3, -1],
      [5, 4],
    ],
  ])('reads %j of five as Python does', (range, expected) => {
    expectTensor(slice(counting(5), [range]), [expected.length], expected);
  });

  test('clips ranges of an empty axis', () => {
    expectTensor(slice(zeros([0]), [[0, 3]]), [0], []);
    expectTensor(slice(zeros([0]), [[null, null, -1]]), [0], []);
    expectTensor(slice(zeros([0]), [[-1, -2, -1]]), [0], []);
  });

  test('keeps every dtype and the sign of zero', () => {
    expectTensor(slice(tensor([true, false, true]), [[1]]), [2], [0, 1], 'bool');
    expectTensor(slice(tensor([7, 8, 9], { dtype: 'int32' }), [2]), [], [9], 'int32');
    expectTensor(slice(tensor([1, -0]), [[1]]), [1], [-0]);
  });

  test('makes a tensor of its own', () => {
    const x = counting(2);
    expect(slice(x, []).data).not.toBe(x.data);
  });

  test('puts cotangents where it read, among zeros', () => {
    const [rows] = pullBack((x) => slice(x!, [[2, 0, -1], 1]), [zeros([3, 2])], counting(2));
    expectTensor(rows, [3, 2], [0, 0, 0, 2, 0, 1]);
    const [nothing] = pullBack((x) => slice(x!, [[2, 2]]), [zeros([3])], zeros([0]));
    expectTensor(nothing, [3], [0, 0, 0]);
    const [one] = pullBack((x) => slice(x!, [-1, 0]), [zeros([2, 2])], counting());
    expectTensor(one, [2, 2], [0, 0, 1, 0]);
  });

  test('has a pullback that keeps what is not finite', () => {
    const [cotangent] = pullBack((x) => slice(x!, [[0, null, 2]]), [zeros([4])], tensor([Infinity, NaN]));
    expectTensor(cotangent, [4], [Infinity, 0, NaN, 0]);
  });

  test('records the same attrs for the same slice, however it was asked for', () => {
    const attrsOf = (range: Range): unknown => {
      const tape = new Tape();
      tape.record(() => slice(dynamic(4), [range]));
      return tape.nodes[0]!.attrs;
    };
    expect(attrsOf([-4, 99, 1])).toEqual(attrsOf(null));
    expect(attrsOf([2, 0, -7])).toEqual(attrsOf(-2));
    expect(attrsOf([3, 3])).toEqual(attrsOf([1, 2, -1]));
  });

  test('refuses an index outside its axis', () => {
    expect(failureOf(() => slice(dynamic(2, 3), [2]))).toBe(
      'IndexError: slice: index 2 is outside axis 0 of [2, 3] (valid: -2…1).',
    );
    expect(failureOf(() => slice(dynamic(2, 3), [null, -4]))).toBe(
      'IndexError: slice: index -4 is outside axis 1 of [2, 3] (valid: -3…2).',
    );
    expect(failureOf(() => slice(dynamic(0, 3), [0]))).toBe(
      'IndexError: slice: index 0 is outside axis 0 of [0, 3] (it has size 0).',
    );
  });

  test('refuses more ranges than axes', () => {
    expect(failureOf(() => slice(dynamic(2, 3), [0, null, null]))).toBe(
      'ShapeError: slice: at most one range for each axis is required, got 3 for [2, 3] (3 > 2).',
    );
    expect(failureOf(() => slice(dynamic(), [0]))).toBe(
      'ShapeError: slice: at most one range for each axis is required, got 1 for [] (1 > 0).',
    );
  });

  test('refuses a step of 0 and numbers that are not whole', () => {
    expect(failureOf(() => slice(dynamic(2, 3), [null, [0, 2, 0]]))).toBe(
      'ShapeError: slice: the step of a range must not be 0, got 0 at axis 1.',
    );
    const whole = (value: string, axis: number): string =>
      `ShapeError: slice: indices and ranges are of whole numbers, got ${value} at axis ${axis}.`;
    expect(failureOf(() => slice(dynamic(2, 3), [0.5]))).toBe(whole('0.5', 0));
    expect(failureOf(() => slice(dynamic(2, 3), [null, [0, 1.5]]))).toBe(whole('1.5', 1));
    expect(failureOf(() => slice(dynamic(2, 3), [[NaN]]))).toBe(whole('NaN', 0));
    expect(failureOf(() => slice(dynamic(2, 3), [[0, Infinity]]))).toBe(whole('Infinity', 0));
  });

  test('refuses what is no range', () => {
    expect(failureOf(() => slice(dynamic(2, 3), ['1'] as never))).toBe(
      'ShapeError: slice: a range is null, an index or [start, end?, step?], got "1" at axis 0.',
    );
    expect(failureOf(() => slice(dynamic(2, 3), [[0, 1, 1, 1]] as never))).toBe(
      'ShapeError: slice: a range is null, an index or [start, end?, step?], got [0, 1, 1, 1] at axis 0.',
    );
    expect(failureOf(() => slice(dynamic(2, 3), 1 as never))).toBe(
      'ShapeError: slice: an array of ranges is required, such as [[0, 2], null], got 1.',
    );
  });
});
