import { arange, DTypeError, linspace, ShapeError } from '@pullback/core';
import { errorOf } from './support';

it('arange counts from start up to, not including, stop', () => {
  expect(arange(2, 5).toArray()).toEqual([2, 3, 4]);
  expect(arange(0, 1, { step: 0.25 }).toArray()).toEqual([0, 0.25, 0.5, 0.75]);
  expect(arange(0, 1, { step: 0.4, dtype: 'float64' }).toArray()).toEqual([0, 0.4, 0.8]);
});

it('arange counts down with a negative step', () => {
  expect(arange(3, 0, { step: -1 }).toArray()).toEqual([3, 2, 1]);
  expect(arange(1, -1, { step: -0.75 }).toArray()).toEqual([1, 0.25, -0.5]);
});

it('arange is empty when there is nothing on the way', () => {
  expect(arange(2, 2).shape).toEqual([0]);
  expect(arange(3, 1).shape).toEqual([0]);
  expect(arange(1, 3, { step: -1 }).shape).toEqual([0]);
});

it('arange does not reach stop by rounding either', () => {
  const numbers = arange(1, 1.3, { step: 0.1, dtype: 'float64' }).toArray();
  expect(Math.max(...numbers)).toBeLessThan(1.3);
});

it('arange takes a dtype, and refuses what it cannot hold', () => {
  expect(arange(0, 3).dtype).toBe('float32');
  expect(arange(0, 3, { dtype: 'int32' }).data).toEqual(Int32Array.of(0, 1, 2));
  expect(() => arange(0, 3, { step: 0.5, dtype: 'int32' })).toThrow(DTypeError);
});

it.each([
  [0, 3, 0],
  [0, 3, Number.NaN],
  [0, Number.POSITIVE_INFINITY, 1],
  [Number.NaN, 3, 1],
])('arange from %p to %p by %p is an error', (start, stop, step) => {
  expect(errorOf(() => arange(start, stop, { step }))).toStrictEqual(
    new ShapeError(`arange: start, stop and a step other than 0 must be finite, got ${start}, ${stop} and ${step}.`),
  );
});

it('linspace divides the way from start to stop evenly', () => {
  expect(linspace(1, 3, 5).toArray()).toEqual([1, 1.5, 2, 2.5, 3]);
  expect(linspace(1, -1, 3).toArray()).toEqual([1, 0, -1]);
  expect(linspace(4, 9, 1).toArray()).toEqual([4]);
  expect(linspace(4, 9, 0).shape).toEqual([0]);
});

it('linspace begins exactly at start and ends exactly at stop', () => {
  for (let count = 2; count < 200; count++) {
    const { data } = linspace(-0.1, 0.7, count, { dtype: 'float64' });
    expect([data[0], data[count - 1], data.length]).toEqual([-0.1, 0.7, count]);
  }
});

it('linspace hits whole numbers where the distance is whole', () => {
  const { data } = linspace(0, 100, 101, { dtype: 'float64' });
  expect([...data]).toEqual(Array.from({ length: 101 }, (_, i) => i));
});

it.each([-1, 2.5])('linspace of %p numbers is an error', (count) => {
  expect(errorOf(() => linspace(0, 1, count))).toStrictEqual(
    new ShapeError(`linspace: sizes are whole numbers ≥ 0, got ${count} at axis 0 of [${count}].`),
  );
});
