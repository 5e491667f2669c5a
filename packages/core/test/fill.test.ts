import {
  DTypeError,
  eye,
  full,
  ones,
  onesLike,
  type Shape,
  ShapeError,
  scalar,
  type Tensor,
  zeros,
  zerosLike,
} from '@pullback/core';
import { draw, errorOf, untyped } from './support';

const described = ({ data, shape, dtype }: Tensor) => ({ numbers: [...data], shape, dtype });

it('zeros, ones and full fill a shape, with float32 unless told otherwise', () => {
  expect(described(zeros([2, 1]))).toEqual({ numbers: [0, 0], shape: [2, 1], dtype: 'float32' });
  expect(described(ones([3]))).toEqual({ numbers: [1, 1, 1], shape: [3], dtype: 'float32' });
  expect(described(full([1, 2], -4))).toEqual({ numbers: [-4, -4], shape: [1, 2], dtype: 'float32' });
  expect(described(zeros([2], { dtype: 'int32' })).dtype).toBe('int32');
  expect(described(ones([2], { dtype: 'bool' }))).toEqual({ numbers: [1, 1], shape: [2], dtype: 'bool' });
  expect(described(full([2], 0.1, { dtype: 'float64' })).numbers).toEqual([0.1, 0.1]);
});

it('a scalar has no axes and one element', () => {
  expect(described(scalar(2.5))).toEqual({ numbers: [2.5], shape: [], dtype: 'float32' });
  expect(described(zeros([]))).toEqual({ numbers: [0], shape: [], dtype: 'float32' });
});

it('a size of 0 leaves no elements', () => {
  expect(described(zeros([0]))).toEqual({ numbers: [], shape: [0], dtype: 'float32' });
  expect(described(ones([3, 0, 2], { dtype: 'float64' }))).toEqual({
    numbers: [],
    shape: [3, 0, 2],
    dtype: 'float64',
  });
});

it('the identity has ones on its diagonal', () => {
  expect(eye(3).toArray()).toEqual([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
  expect(eye(0).shape).toEqual([0, 0]);
  expect(eye(2, { dtype: 'int32' }).dtype).toBe('int32');
});

it('zerosLike and onesLike take shape and dtype, and leave the original alone', () => {
  const x = draw([2, 1]);
  const before = x.toArray();
  expect(described(zerosLike(x))).toEqual({ numbers: [0, 0], shape: [2, 1], dtype: 'float64' });
  expect(described(onesLike(x))).toEqual({ numbers: [1, 1], shape: [2, 1], dtype: 'float64' });
  expect(described(onesLike(zeros([1], { dtype: 'bool' })))).toEqual({ numbers: [1], shape: [1], dtype: 'bool' });
  expect(x.toArray()).toEqual(before);
});

it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('a size of %p is an error', (size) => {
  const message = `sizes are whole numbers ≥ 0, got ${size} at axis 1 of [2, ${size}].`;
  expect(errorOf(() => zeros([2, size]))).toStrictEqual(new ShapeError(`zeros: ${message}`));
  expect(errorOf(() => full([2, size], 3))).toStrictEqual(new ShapeError(`full: ${message}`));
});

it('a number in place of a shape is an error that shows what a shape is', () => {
  expect(errorOf(() => zeros(untyped<Shape>(3)))).toStrictEqual(
    new ShapeError('zeros: a shape is an array of sizes, such as [2, 3], got 3.'),
  );
});

it('a value that the dtype cannot hold is an error', () => {
  expect(() => full([2], 0.5, { dtype: 'int32' })).toThrow(DTypeError);
  expect(() => full([2], 2, { dtype: 'bool' })).toThrow(DTypeError);
  expect(() => scalar(2 ** 31, { dtype: 'int32' })).toThrow(DTypeError);
});

it.each<[string, () => Tensor]>([
  ['ones', () => ones([-1])],
  ['eye', () => eye(-1)],
  ['full', () => full([1], 0.5, { dtype: 'int32' })],
  ['scalar', () => scalar(0.5, { dtype: 'int32' })],
])('an error of %s begins with its name', (op, create) => {
  expect(create).toThrow(new RegExp(`^${op}: `));
});
