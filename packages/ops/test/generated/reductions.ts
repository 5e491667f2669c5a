// Cases of the ops that reduce axes.

import { normalizeAxes } from '@pullback/core';
import type { Case } from '../table';
import { axesGiven, type Generate, made, onceIn, shape } from './choices';

export const reduction: Generate = (choose) => {
  const given = shape(choose);
  const axes = axesGiven(choose, given.length);
  return made([given], onceIn(choose, 2) ? [axes[0], { keepDims: true }] : axes);
};

/** For ops of which nothing has no finite value: there is something along each axis that is reduced. */
export const reductionOfSome: Generate = (choose) => ofSome(reduction(choose));

function ofSome({ shapes, rest }: Case): Case {
  const [given] = shapes as [readonly number[]];
  const reduced = normalizeAxes('reduction', rest[0] as number | readonly number[] | undefined, given.length);
  return { shapes: [given.map((size, axis) => (size === 0 && reduced.includes(axis) ? 1 : size))], rest };
}
