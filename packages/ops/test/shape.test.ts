import { tensor, zeros } from '@pullback/core';
import { broadcastTo, reshape, transpose } from '@pullback/ops';
import { counting, dynamic, expectTensor, failureOf, pullBack } from './support';

describe('reshape', () => {
  test('divides the same elements into other axes', () => {
    expectTensor(reshape(counting(2, 3), [3, 2]), [3, 2], [1, 2, 3, 4, 5, 6]);
    expectTensor(reshape(counting(1, 1), []), [], [1]);
    expectTensor(reshape(counting(), [1, 1, 1]), [1, 1, 1], [1]);
  });

  test('finds what -1 stands for', () => {
    expectTensor(reshape(counting(2, 3), [-1]), [6], [1, 2, 3, 4, 5, 6]);
    expectTensor(reshape(counting(2, 3), [3, -1]), [3, 2], [1, 2, 3, 4, 5, 6]);
    expectTensor(reshape(counting(), [-1]), [1], [1]);
    expectTensor(reshape(zeros([0, 3]), [-1, 3]), [0, 3], []);
    expectTensor(reshape(zeros([0, 3]), [-1]), [0], []);
  });

  test('moves nothing to nothing', () => {
    expectTensor(reshape(zeros([0, 3]), [5, 0, 2]), [5, 0, 2], []);
  });

  test('makes a tensor of its own', () => {
    const x = counting(2);
    expect(reshape(x, [2]).data).not.toBe(x.data);
  });

  test('keeps dtype and the sign of zero', () => {
    expectTensor(reshape(tensor([true, false]), [2, 1]), [2, 1], [1, 0], 'bool');
    expectTensor(reshape(tensor([-0]), []), [], [-0]);
  });

  test('puts cotangents back into the shape of its input', () => {
    const [cotangent] = pullBack((x) => reshape(x!, [3, -1]), [zeros([2, 3])], counting(3, 2));
    expectTensor(cotangent, [2, 3], [1, 2, 3, 4, 5, 6]);
  });

  test.each([
    [[4], '6 elements ≠ 4'],
    [[-1, -1], 'only one size may be -1'],
    [[-1, 4], '6 elements are not a multiple of 4'],
    [[-1, 0], 'with a size of 0 any number could stand for -1'],
    [[2.5, 3], 'sizes are whole numbers ≥ 0, or -1 for what is left over'],
    [[-2, -3], 'sizes are whole numbers ≥ 0, or -1 for what is left over'],
  ])('refuses to fit [2, 3] into %j', (shape, why) => {
    expect(failureOf(() => reshape(counting(2, 3), shape))).toBe(
      `ShapeError: reshape: [2, 3] does not fit into [${shape.join(', ')}]: ${why}.`,
    );
  });

  test('refuses -1 beside a size of 0 even where there are no elements', () => {
    expect(failureOf(() => reshape(zeros([0, 3]), [0, -1]))).toBe(
      'ShapeError: reshape: [0, 3] does not fit into [0, -1]: with a size of 0 any number could stand for -1.',
    );
  });
});

describe('transpose', () => {
  test('reverses the axes', () => {
    expectTensor(transpose(counting(2, 3)), [3, 2], [1, 4, 2, 5, 3, 6]);
    expectTensor(transpose(counting(1, 2, 3)), [3, 2, 1], [1, 4, 2, 5, 3, 6]);
    expectTensor(transpose(counting(3)), [3], [1, 2, 3]);
    expectTensor(transpose(counting()), [], [1]);
    expectTensor(transpose(zeros([0, 3])), [3, 0], []);
  });

  test('moves axis permutation[i] to place i', () => {
    const expected = [1, 5, 9, 2, 6, 10, 3, 7, 11, 4, 8, 12, 13, 17, 21, 14, 18, 22, 15, 19, 23, 16, 20, 24];
    expectTensor(transpose(counting(2, 3, 4), [0, 2, 1]), [2, 4, 3], expected);
    expectTensor(transpose(counting(2, 3, 4), [0, -1, -2]), [2, 4, 3], expected);
    expectTensor(transpose(counting(1, 2, 3), [2, 0, 1]), [3, 1, 2], [1, 4, 2, 5, 3, 6]);
    expectTensor(transpose(counting(2, 2), [0, 1]), [2, 2], [1, 2, 3, 4]);
  });

  test('puts the axes of cotangents back in place', () => {
    const [cotangent] = pullBack((x) => transpose(x!, [2, 0, 1]), [zeros([1, 2, 3])], counting(3, 1, 2));
    expectTensor(cotangent, [1, 2, 3], [1, 3, 5, 2, 4, 6]);
  });

  test.each([[[0]], [[0, 0]], [[0, -2]], [[0, 1, 0]], [[]]])('refuses %j as a permutation of two axes', (axes) => {
    expect(failureOf(() => transpose(dynamic(2, 3), axes))).toBe(
      `ShapeError: transpose: the permutation must name each of 2 axes once, got [${axes.join(', ')}].`,
    );
  });

  test('refuses an axis out of range', () => {
    expect(failureOf(() => transpose(dynamic(2, 3), [0, 2]))).toBe(
      'ShapeError: transpose: axis 2 is out of range for rank 2 (valid: -2…1).',
    );
  });
});

describe('broadcastTo', () => {
  test('repeats along new axes and axes of size 1', () => {
    expectTensor(broadcastTo(counting(2), [3, 2]), [3, 2], [1, 2, 1, 2, 1, 2]);
    expectTensor(broadcastTo(counting(2, 1), [2, 3]), [2, 3], [1, 1, 1, 2, 2, 2]);
    expectTensor(broadcastTo(counting(), [2, 2]), [2, 2], [1, 1, 1, 1]);
    expectTensor(broadcastTo(counting(2, 1, 2), [2, 2, 2]), [2, 2, 2], [1, 2, 1, 2, 3, 4, 3, 4]);
    expectTensor(broadcastTo(counting(2), [2]), [2], [1, 2]);
  });

  test('repeats no times', () => {
    expectTensor(broadcastTo(counting(1, 3), [0, 3]), [0, 3], []);
    expectTensor(broadcastTo(counting(3), [2, 0, 3]), [2, 0, 3], []);
    expectTensor(broadcastTo(counting(), [0]), [0], []);
  });

  test('sums cotangents over what it repeated', () => {
    const [column] = pullBack((x) => broadcastTo(x!, [2, 2, 3]), [zeros([2, 1])], counting(2, 2, 3));
    expectTensor(column, [2, 1], [1 + 2 + 3 + 7 + 8 + 9, 4 + 5 + 6 + 10 + 11 + 12]);
    const [none] = pullBack((x) => broadcastTo(x!, [0, 3]), [zeros([1, 3])], zeros([0, 3]));
    expectTensor(none, [1, 3], [0, 0, 0]);
  });

  test('refuses shapes without room for every axis, or with other sizes', () => {
    const room = (target: string): string =>
      `ShapeError: broadcastTo: the shape must have room for every axis, got [2, 3] and ${target}. ` +
      'Only axes of size 1 are repeated.';
    expect(failureOf(() => broadcastTo(dynamic(2, 3), [3]))).toBe(room('[3]'));
    expect(failureOf(() => broadcastTo(dynamic(2, 3), [1, 3]))).toBe(room('[1, 3]'));
    expect(failureOf(() => broadcastTo(dynamic(2, 3), [2, 4]))).toBe(
      'ShapeError: broadcastTo: shapes must broadcast, got [2, 3] and [2, 4] (3 ≠ 4 at axis -1, and neither is 1).',
    );
    expect(failureOf(() => broadcastTo(dynamic(2, 3), [-1, 3]))).toBe(
      'ShapeError: broadcastTo: sizes are whole numbers ≥ 0, got -1 at axis 0 of [-1, 3].',
    );
  });
});
