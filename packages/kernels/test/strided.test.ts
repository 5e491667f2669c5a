import { kernels } from '@pullback/kernels';
import { broadcastElementAt, elementAt, indicesOf, type Shape, unwritten, wholeNumbers } from './support';

it.each([[[0, 1, 2]], [[0, 2, 1]], [[1, 0, 2]], [[1, 2, 0]], [[2, 0, 1]], [[2, 1, 0]]])(
  'transposing a block by %j moves each element to its place',
  (permutation) => {
    const x = wholeNumbers(2, 3, 5);
    const output = unwritten(...permutation.map((axis) => x.shape[axis]!));
    kernels.transpose(x, output, permutation);
    for (const index of indicesOf(x.shape)) {
      const moved = permutation.map((axis) => index[axis]!);
      expect(elementAt(output, moved)).toBe(elementAt(x, index));
    }
  },
);

it.each<[Shape, Shape]>([
  [[], []],
  [[4], [0]],
  [
    [1, 1],
    [1, 0],
  ],
  [
    [2, 0],
    [1, 0],
  ],
  [
    [3, 4],
    [1, 0],
  ],
  [
    [2, 3, 4, 5],
    [3, 1, 0, 2],
  ],
])('transposing %j by %j and back gives what was there', (shape, permutation) => {
  const x = wholeNumbers(...shape);
  const there = unwritten(...permutation.map((axis) => shape[axis]!));
  const back = unwritten(...shape);
  kernels.transpose(x, there, permutation);
  kernels.transpose(
    there,
    back,
    permutation.map((_, axis) => permutation.indexOf(axis)),
  );
  expect([...back.data]).toEqual([...x.data]);
});

it.each<[Shape, Shape]>([
  [[], []],
  [[], [2, 3]],
  [[1], [4]],
  [[3], [3]],
  [[3], [2, 3]],
  [
    [2, 1],
    [2, 3],
  ],
  [
    [1, 3],
    [2, 3],
  ],
  [
    [3, 1],
    [2, 3, 4],
  ],
  [
    [2, 1, 4],
    [5, 2, 3, 4],
  ],
  [[1], [0]],
  [[0], [3, 0]],
  [
    [1, 2],
    [0, 2],
  ],
])('broadcasting %j to %j repeats along the stretched axes', (shape, target) => {
  const x = wholeNumbers(...shape);
  const output = unwritten(...target);
  kernels.broadcastTo(x, output);
  expect([...output.data]).toEqual(indicesOf(target).map((index) => broadcastElementAt(x, index)));
});

const SLICES: readonly [Shape, Shape, number[], number[]][] = [
  [[], [], [], []],
  [[7], [3], [1], [2]],
  [[7], [4], [6], [-2]],
  [
    [4, 5],
    [2, 3],
    [3, 0],
    [-2, 2],
  ],
  [
    [2, 3, 4],
    [1, 3, 2],
    [1, 2, 3],
    [1, -1, -3],
  ],
  [
    [4, 5],
    [0, 3],
    [0, 0],
    [1, 1],
  ],
  [
    [0, 5],
    [0, 5],
    [0, 0],
    [1, 1],
  ],
];

it.each(SLICES)('a slice of %j of sizes %j from %j in steps of %j reads each element at its place', (...example) => {
  const [shape, sizes, starts, steps] = example;
  const x = wholeNumbers(...shape);
  const output = unwritten(...sizes);
  kernels.slice(x, output, starts, steps);
  const placeOf = (index: readonly number[]) => index.map((i, axis) => starts[axis]! + i * steps[axis]!);
  expect([...output.data]).toEqual(indicesOf(sizes).map((index) => elementAt(x, placeOf(index))));
});

it.each(SLICES)('placing in %j what has sizes %j from %j in steps of %j fills the rest with a value', (...example) => {
  const [shape, sizes, starts, steps] = example;
  const x = wholeNumbers(...sizes);
  const output = unwritten(...shape);
  kernels.place(x, output, starts, steps, 99);
  const found = unwritten(...sizes);
  kernels.slice(output, found, starts, steps);
  expect([...found.data]).toEqual([...x.data]);
  expect(output.data.filter((value) => value === 99)).toHaveLength(output.data.length - x.data.length);
});
