// Cases of the ops that reduce axes.

import { normalizeAxes } from '@pullback/core';
import type { Case } from '../table';
import { anAxis, axesGiven, type Generate, made, onceIn, oneOf, shape, sizes, whole } from './choices';

export const reduction: Generate = (choose) => {
  const given = shape(choose);
  const axes = axesGiven(choose, given.length);
  return made([given], onceIn(choose, 2) ? [axes[0], { keepDims: true }] : axes);
};

/** For ops of which nothing has no finite value: there is something along each axis that is reduced. */
export const reductionOfSome: Generate = (choose) => ofSome(reduction(choose));

/** With a correction of the number of terms that leaves some. */
export const corrected: Generate = (choose) => {
  const { shapes, rest } = reductionOfSome(choose);
  const [axes, options] = rest as [unknown, object?];
  return onceIn(choose, 3)
    ? { shapes, rest: [axes, { ...options, correction: oneOf(choose, -0.5, 0, 0.5, -2) }] }
    : { shapes, rest };
};

/** Of any order for which it is smooth but where elements are 0, or tie. */
export const norm: Generate = (choose) => {
  const { shapes, rest } = reduction(choose);
  const [axes, options] = rest as [unknown, object?];
  return made(shapes, [axes, { ...options, order: oneOf(choose, 1, 1.5, 2, 3, Infinity) }]);
};

/** One axis along which there is something, or none given and something at all. */
export const indexOfSome: Generate = (choose) => {
  const given = sizes(choose, whole(choose, 0, 4), { least: 1 });
  const keep = onceIn(choose, 2) ? [{ keepDims: true }] : [];
  if (given.length === 0 || onceIn(choose, 3)) return made([given], keep.length === 0 ? [] : [undefined, ...keep]);
  return made([given], [anAxis(choose, given.length), ...keep]);
};

/** One axis, or the one that is taken if none is given. */
export const alongOne: Generate = (choose) => {
  const given = shape(choose, 1);
  return made([given], onceIn(choose, 3) ? [] : [anAxis(choose, given.length)]);
};

export const runningSum: Generate = (choose) => {
  const given = shape(choose, 1);
  const axis = anAxis(choose, given.length);
  return made(
    [given],
    oneOf(choose, [], [axis], [axis, { reverse: true }], [axis, { exclusive: true, reverse: true }]),
  );
};

function ofSome({ shapes, rest }: Case): Case {
  const [given] = shapes as [readonly number[]];
  const reduced = normalizeAxes('reduction', rest[0] as number | readonly number[] | undefined, given.length);
  return { shapes: [given.map((size, axis) => (size === 0 && reduced.includes(axis) ? 1 : size))], rest };
}
