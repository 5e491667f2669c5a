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
