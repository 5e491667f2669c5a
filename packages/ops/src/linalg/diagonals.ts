import type { Tensor } from '@pullback/core';
import { reshape } from '../shape/reshape';
import { slice } from '../shape/slice';
import { transpose } from '../shape/transpose';
import type { Labeled } from './labeled';

/** Axes of one label become one: the diagonal. It goes last. */
export function diagonals({ x, labels }: Labeled): Labeled {
  const repeated = labels.find((label, axis) => labels.indexOf(label) !== axis);
  if (repeated === undefined) return { x, labels };
  const axes = [...labels.keys()];
  const across = axes.filter((axis) => labels[axis] === repeated);
  const others = axes.filter((axis) => labels[axis] !== repeated);
  const order = [...others, ...across];
  const moved = order.every((axis, place) => axis === place) ? x : transpose(x, order);
  return diagonals({
    x: diagonalOfLast(moved, across.length),
    labels: [...others.map((axis) => labels[axis]!), repeated],
  });
}

/** The diagonal across the last `count` axes, of equal size. It is read, not multiplied out: 0 · NaN is not 0. */
function diagonalOfLast(x: Tensor, count: number): Tensor {
  const others = x.shape.slice(0, -count);
  const size = x.shape.at(-1)!;
  // Flattened, neighbors on the diagonal lie 1 + n + n² + … apart.
  const step = Array.from({ length: count }, (_, power) => size ** power).reduce((a, b) => a + b);
  const flat = reshape(x, [...others, size ** count]);
  return slice(flat, [...others.map(() => null), [0, null, step]]);
}
