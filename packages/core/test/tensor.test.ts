import { inspect } from 'node:util';
import { ShapeError, scalar, Tensor, tensor, zeros } from '@pullback/core';
import { errorOf } from './support';

it('toArray nests as deep as the rank', () => {
  expect(scalar(3).toArray()).toBe(3);
  expect(tensor([3]).toArray()).toEqual([3]);
  const rows = [
    [1, 2, 3],
    [4, 5, 6],
  ];
  expect(tensor(rows).toArray()).toEqual(rows);
  const blocks = [
    [[1], [2]],
    [[3], [4]],
    [[5], [6]],
  ];
  expect(tensor(blocks).toArray()).toEqual(blocks);
});

it('toArray of a size of 0 has an empty array in each place', () => {
  expect(zeros([0]).toArray()).toEqual([]);
  expect(zeros([2, 0]).toArray()).toEqual([[], []]);
  expect(zeros([0, 2]).toArray()).toEqual([]);
  expect(zeros([1, 2, 0]).toArray()).toEqual([[[], []]]);
});

it('toArray gives arrays of its own', () => {
  const x = tensor([1, 2]);
  x.toArray()[0] = 9;
  expect(x.toArray()).toEqual([1, 2]);
});

it('a mask is made of 0 and 1', () => {
  expect(tensor([true, false]).toArray()).toEqual([1, 0]);
  expect(tensor(true).item()).toBe(1);
});

it('item is the one element, whatever the rank', () => {
  expect(scalar(2.5).item()).toBe(2.5);
  expect(tensor([[[7]]]).item()).toBe(7);
});

it.each([
  [[2, 3], 6],
  [[0], 0],
])('item of shape %j is an error', (shape, count) => {
  expect(errorOf(() => zeros(shape).item())).toStrictEqual(
    new ShapeError(
      `item: one element is required, got shape [${shape.join(', ')}] with ${count}. ` +
        'Reduce it, for example with sum(), or read it with toArray().',
    ),
  );
});

it('named names this very tensor', () => {
  const x = zeros([2]);
  expect(x.name).toBeUndefined();
  expect(x.named('x')).toBe(x);
  expect(x.name).toBe('x');
});

it('a tensor that is no parameter has a version that says it never changes', () => {
  expect(zeros([2]).version).toBeLessThan(0);
});

it('the constructor keeps the data it is given', () => {
  const data = Float32Array.of(1, 2);
  expect(new Tensor(data, [2], 'float32').data).toBe(data);
});

it('Node prints a tensor as toString does', () => {
  const x = tensor([[1, 2]]).named('x');
  expect(inspect(x)).toBe(String(x));
});
