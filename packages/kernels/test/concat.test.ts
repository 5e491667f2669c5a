import { kernels } from '@pullback/kernels';
import { elementAt, indicesOf, type Shape, unwritten, wholeNumbers } from './support';

it.each<[number, Shape, Shape, Shape]>([
  [0, [3], [1], [2]],
  [0, [2, 3], [0, 3], [1, 3]],
  [1, [2, 3], [2, 1], [2, 4]],
  [1, [2, 0, 3], [2, 2, 3], [2, 1, 3]],
  [2, [2, 3, 1], [2, 3, 5], [2, 3, 0]],
  [1, [0, 3], [0, 1], [0, 2]],
  [0, [3, 0], [1, 0], [2, 0]],
])('joining along axis %j what has shapes %j, %j and %j puts one after another', (axis, ...shapes) => {
  const parts = shapes.map((shape) => wholeNumbers(...shape));
  const output = unwritten(
    ...shapes[0]!.map((size, i) => (i === axis ? shapes.reduce((total, shape) => total + shape[axis]!, 0) : size)),
  );
  kernels.concat(parts, output, axis);
  const expected = indicesOf(output.shape).map((index) => {
    let part = 0;
    let place = index[axis]!;
    while (place >= shapes[part]![axis]!) place -= shapes[part++]![axis]!;
    const own = index.map((along, i) => (i === axis ? place : along));
    return elementAt(parts[part]!, own);
  });
  expect([...output.data]).toEqual(expected);
});
