import { kernels } from '@pullback/kernels';
import { arrayOf, elementAt, indicesOf, type Shape, unwritten, vector, wholeNumbers } from './support';

const EXAMPLES: readonly [Shape, number, number[]][] = [
  [[4], 0, [2, 0, 2]],
  [[3, 4], 0, [1]],
  [[3, 4], 1, [3, 3, 0, 1, 2]],
  [[2, 3, 4], 1, [2, 0, 2, 2]],
  [[2, 3, 4], 2, []],
  [[0, 3], 1, [1, 2]],
  [[3, 0], 0, [1, 2]],
  [[0, 3], 0, []],
];

const placeOf = (index: readonly number[], axis: number, indices: readonly number[]) =>
  index.map((i, along) => (along === axis ? indices[i]! : i));

it.each(EXAMPLES)('gathering from %j along axis %j at %j reads each element at its index', (shape, axis, indices) => {
  const x = wholeNumbers(...shape);
  const output = unwritten(...shape.map((size, along) => (along === axis ? indices.length : size)));
  kernels.gather(x, vector(...indices), output, axis);
  const expected = indicesOf(output.shape).map((index) => elementAt(x, placeOf(index, axis, indices)));
  expect([...output.data]).toEqual(expected);
});

it('gathering at indices of several axes reads them in order', () => {
  const output = unwritten(2, 2, 2);
  kernels.gather(arrayOf([2, 3], [1, 2, 3, 4, 5, 6]), arrayOf([2, 2], [2, 0, 1, 1]), output, 1);
  expect([...output.data]).toEqual([3, 1, 2, 2, 6, 4, 5, 5]);
});

it.each(EXAMPLES)('scattering into %j along axis %j at %j adds what goes to one place', (shape, axis, indices) => {
  const x = wholeNumbers(...shape);
  const updates = wholeNumbers(...shape.map((size, along) => (along === axis ? indices.length : size)));
  const output = unwritten(...shape);
  kernels.scatterAdd(x, vector(...indices), updates, output, axis);
  const expected = indicesOf(shape).map((place) => {
    const added = indicesOf(updates.shape).filter((index) => `${placeOf(index, axis, indices)}` === `${place}`);
    return added.reduce((total, index) => total + elementAt(updates, index), elementAt(x, place));
  });
  expect([...output.data]).toEqual(expected);
});
