import {
  broadcastShapes,
  checkedShape,
  formatShape,
  isSameShape,
  normalizeAxes,
  normalizeAxis,
  type Shape,
  ShapeError,
  sizeOf,
} from '@pullback/core';
import { errorOf, untyped } from './support';

it.each<[Shape, Shape, Shape]>([
  [[], [], []],
  [[2, 3], [], [2, 3]],
  [
    [2, 3],
    [2, 3],
    [2, 3],
  ],
  [[2, 3], [3], [2, 3]],
  [[2, 3], [1], [2, 3]],
  [
    [2, 3],
    [2, 1],
    [2, 3],
  ],
  [
    [4, 1],
    [1, 5],
    [4, 5],
  ],
  [[4, 1], [5], [4, 5]],
  [
    [2, 1, 4],
    [3, 1],
    [2, 3, 4],
  ],
  [[1, 1], [1], [1, 1]],
  [[0], [1], [0]],
  [[0, 3], [3], [0, 3]],
  [
    [2, 1],
    [1, 0],
    [2, 0],
  ],
])('%j and %j broadcast to %j, in either order', (a, b, both) => {
  expect(broadcastShapes('add', a, b)).toEqual(both);
  expect(broadcastShapes('add', b, a)).toEqual(both);
});

it.each<[Shape, Shape, string]>([
  [[2, 3], [4], '[2, 3] and [4] (3 ≠ 4 at axis -1, and neither is 1)'],
  [[2, 3], [4, 3], '[2, 3] and [4, 3] (2 ≠ 4 at axis -2, and neither is 1)'],
  [[5, 2, 3], [4, 1, 6], '[5, 2, 3] and [4, 1, 6] (3 ≠ 6 at axis -1, and neither is 1)'],
  [[0], [2], '[0] and [2] (0 ≠ 2 at axis -1, and neither is 1)'],
])('%j and %j do not broadcast', (a, b, clash) => {
  const error = errorOf(() => broadcastShapes('add', a, b));
  expect(error).toStrictEqual(new ShapeError(`add: shapes must broadcast, got ${clash}.`));
  expect(error).toHaveProperty('shapes', [a, b]);
});

it('axes count from the front, or from the back if negative', () => {
  expect([0, 1, 2, -1, -2, -3].map((axis) => normalizeAxis('sum', axis, 3))).toEqual([0, 1, 2, 2, 1, 0]);
});

it.each([
  [2, 2, 'axis 2 is out of range for rank 2 (valid: -2…1)'],
  [-3, 2, 'axis -3 is out of range for rank 2 (valid: -2…1)'],
  [0.5, 1, 'axis 0.5 is out of range for rank 1 (valid: -1…0)'],
  [Number.NaN, 1, 'axis NaN is out of range for rank 1 (valid: -1…0)'],
  [0, 0, 'axis 0 is out of range for rank 0 (a scalar has no axes)'],
])('axis %p of rank %p is an error', (axis, rank, clash) => {
  expect(errorOf(() => normalizeAxis('sum', axis, rank))).toStrictEqual(new ShapeError(`sum: ${clash}.`));
});

it('axes come out ascending, all of them if none are named', () => {
  expect(normalizeAxes('sum', undefined, 3)).toEqual([0, 1, 2]);
  expect(normalizeAxes('sum', undefined, 0)).toEqual([]);
  expect(normalizeAxes('sum', -1, 3)).toEqual([2]);
  expect(normalizeAxes('sum', [], 3)).toEqual([]);
  expect(normalizeAxes('sum', [-1, 0], 3)).toEqual([0, 2]);
});

it('more than ten axes are sorted as numbers', () => {
  expect(normalizeAxes('sum', [10, 2, 1], 11)).toEqual([1, 2, 10]);
});

it('the axes that were given are not changed', () => {
  const axes = Object.freeze([2, 0]);
  expect(normalizeAxes('sum', axes, 3)).toEqual([0, 2]);
  expect(axes).toEqual([2, 0]);
});

it('an axis named twice is an error, by the same number or by another', () => {
  expect(errorOf(() => normalizeAxes('sum', [1, -1], 2))).toStrictEqual(
    new ShapeError('sum: each axis may be named once, got axis 1 twice in [1, -1].'),
  );
  expect(() => normalizeAxes('sum', [0, 1, 0], 2)).toThrow(ShapeError);
});

it('a checked shape is a copy', () => {
  const given = [2, 0, 3];
  const checked = checkedShape('zeros', given);
  expect(checked).toEqual([2, 0, 3]);
  expect(checked).not.toBe(given);
});

it.each<[unknown, string]>([
  [[2, -1], 'sizes are whole numbers ≥ 0, got -1 at axis 1 of [2, -1]'],
  [[1.5], 'sizes are whole numbers ≥ 0, got 1.5 at axis 0 of [1.5]'],
  [['2'], 'sizes are whole numbers ≥ 0, got "2" at axis 0 of ["2"]'],
  [3, 'a shape is an array of sizes, such as [2, 3], got 3'],
  [undefined, 'a shape is an array of sizes, such as [2, 3], got undefined'],
  [[2 ** 27, 2 ** 27], '[134217728, 134217728] has more elements than can be counted'],
])('%j is no shape', (shape, clash) => {
  expect(errorOf(() => checkedShape('zeros', untyped<Shape>(shape)))).toStrictEqual(new ShapeError(`zeros: ${clash}.`));
});

it('a shape knows its size, its equals and its print', () => {
  expect([[], [3], [2, 3, 4], [2, 0]].map(sizeOf)).toEqual([1, 3, 24, 0]);
  expect(isSameShape([2, 3], [2, 3])).toBe(true);
  expect([[2], [3, 2], [2, 3, 1], []].some((other) => isSameShape([2, 3], other))).toBe(false);
  expect([[], [64, 100]].map(formatShape)).toEqual(['[]', '[64, 100]']);
});
