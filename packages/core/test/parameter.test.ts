import { DTypeError, Parameter, ShapeError, Tape, Tensor, tensor, zeros } from '@pullback/core';
import { add, mul, sub, sum } from '@pullback/ops';
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

describe('assignAdd', () => {
  it('adds a multiple in place, counts a version, and returns the parameter', () => {
    const w = new Parameter(tensor([1, 2]));
    const value = tensor([10, -20]);
    expect(w.assignAdd(value)).toBe(w);
    expect(w.toArray()).toEqual([11, -18]);
    expect(w.assignAdd(value, -0.5).toArray()).toEqual([6, -8]);
    expect(w.version).toBe(2);
    expect(value.toArray()).toEqual([10, -20]);
    expect(w.assignAdd(w, 2).toArray()).toEqual([18, -24]);
  });

  it('adds what mul and add would, of any size', () => {
    const x = draw([3, 401]);
    const w = new Parameter(draw([3, 401]));
    const expected = add(w, mul(x, -0.3));
    expect(Math.max(...sub(w.assignAdd(x, -0.3), expected).data.map(Math.abs))).toBeLessThan(1e-15);
  });

  it('makes what was recorded before stale, as assign does', () => {
    const w = new Parameter(tensor([1, 2]), 'w');
    const tape = new Tape();
    const y = tape.record(() => sum(mul(w, w)));
    w.assignAdd(tensor([1, 1]));
    expect(() => tape.gradient(y, w)).toThrow(/^gradient: 'w' was changed by assign\(\)/);
  });

  it('of another shape or dtype, or to whole numbers, is an error and changes nothing', () => {
    const w = new Parameter(tensor([1, 2]), 'w');
    expect(errorOf(() => w.assignAdd(untyped(zeros([2, 1]))))).toStrictEqual(
      new ShapeError("assignAdd: 'w' has shape [2], got [2, 1]. A parameter keeps its shape."),
    );
    expect(errorOf(() => w.assignAdd(draw([2])))).toStrictEqual(
      new DTypeError("assignAdd: 'w' is float32, got float64. Convert it: cast(value, 'float32')."),
    );
    expect(errorOf(() => w.assignAdd(w, untyped(w)))).toStrictEqual(
      new DTypeError('assignAdd: the scale must be a number, got a tensor [2]. Scale a tensor with mul().'),
    );
    const counts = new Parameter(tensor([1, 2], { dtype: 'int32' }));
    expect(errorOf(() => counts.assignAdd(counts))).toStrictEqual(
      new DTypeError('assignAdd: float32 or float64 is required, but the parameter is int32. Use assign().'),
    );
    expect([w.version, counts.version]).toEqual([0, 0]);
    expect([w.toArray(), counts.toArray()]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });
});
