import { DTypeError, Parameter, ShapeError, Tensor, tensor, zeros } from '@pullback/core';
import { mul } from '@pullback/ops';
import { draw, errorOf, untyped } from './support';

it('a parameter is a tensor with a copy of the value', () => {
  const value = draw([2, 3]).named('W');
  const before = value.toArray();
  const w = new Parameter(value);
  expect(w).toBeInstanceOf(Tensor);
  expect({ shape: w.shape, dtype: w.dtype, name: w.name }).toEqual({ shape: [2, 3], dtype: 'float64', name: 'W' });
  w.assign(draw([2, 3]));
  expect(value.toArray()).toEqual(before);
});

it('its name is the one given, or that of the value', () => {
  expect(new Parameter(zeros([1]).named('a'), 'b').name).toBe('b');
  expect(new Parameter(zeros([1])).name).toBeUndefined();
});

it('assign copies the numbers, counts a version, and returns the parameter', () => {
  const w = new Parameter(zeros([2]));
  const value = tensor([3, 4]);
  expect(w.version).toBe(0);
  expect(w.assign(value)).toBe(w);
  expect(w.version).toBe(1);
  expect(w.toArray()).toEqual([3, 4]);
  expect(w.data).not.toBe(value.data);
  w.assign(w);
  expect(w.version).toBe(2);
  expect(w.toArray()).toEqual([3, 4]);
});

it('ops read its value of the moment', () => {
  const w = new Parameter(tensor([1, 2]));
  const before = mul(w, 10);
  w.assign(tensor([3, 4]));
  expect(before.toArray()).toEqual([10, 20]);
  expect(mul(w, 10).toArray()).toEqual([30, 40]);
});

it('assigning another shape is an error that carries both, and changes nothing', () => {
  const w = new Parameter(tensor([1, 2]), 'w');
  const error = errorOf(() => w.assign(untyped(zeros([2, 1]))));
  expect(error).toStrictEqual(new ShapeError("assign: 'w' has shape [2], got [2, 1]. A parameter keeps its shape."));
  expect(error).toHaveProperty('shapes', [[2], [2, 1]]);
  expect(w.toArray()).toEqual([1, 2]);
  expect(w.version).toBe(0);
});

it('assigning another dtype is an error that names the cast, and changes nothing', () => {
  const w = new Parameter(tensor([1, 2]));
  expect(errorOf(() => w.assign(draw([2])))).toStrictEqual(
    new DTypeError("assign: the parameter is float32, got float64. Convert it: cast(value, 'float32')."),
  );
  expect(w.toArray()).toEqual([1, 2]);
  expect(w.version).toBe(0);
});
