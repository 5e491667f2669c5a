import { kernels } from '@pullback/kernels';
import { arrayOf, unwritten } from './support';

it.each([
  [[3], [2, 0, 1], 4, [0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0]],
  [[], [1], 3, [0, 1, 0]],
  [[2, 2], [1, 0, 0, 1], 2, [0, 1, 1, 0, 1, 0, 0, 1]],
  [[2], [0, 0], 1, [1, 1]],
  [[0], [], 5, []],
])('labels of shape %j get a 1 in the place of the class, and 0 elsewhere', (shape, labels, classes, expected) => {
  const output = unwritten(...shape, classes);
  kernels.oneHot(arrayOf(shape, labels), output);
  expect([...output.data]).toEqual(expected);
});
