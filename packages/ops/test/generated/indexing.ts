// Cases of the ops that read and write at indices.

import { anywhere, labels } from '../support';
import { type Choose, type Generate, made, named, onceIn, shape, sizes, whole } from './choices';

export const gather: Generate = (choose) => {
  const { given, indices, axis, rest } = places(choose);
  return made([given, indices], rest, [anywhere, labels(given[axis]!)]);
};

export const scatterAdd: Generate = (choose) => {
  const { given, indices, axis, rest } = places(choose);
  const updates = [...given.slice(0, axis), ...indices, ...given.slice(axis + 1)];
  return made([given, indices, updates], rest, [anywhere, labels(given[axis]!), anywhere]);
};

export const embedding: Generate = (choose) => {
  const given = sizes(choose, 2);
  return made([given, indicesInto(choose, given[0]!)], [], [anywhere, labels(given[0]!)]);
};

export const oneHot: Generate = (choose) => {
  const classes = whole(choose, 1, 5);
  const rest = onceIn(choose, 3) ? [classes, { dtype: 'float64' }] : [classes];
  return made([shape(choose).slice(0, 3)], rest, [labels(classes)]);
};

function places(choose: Choose) {
  const given = shape(choose, 1).slice(0, 3);
  const axis = whole(choose, 0, given.length - 1);
  const rest = axis === 0 && onceIn(choose, 2) ? [] : [named(choose, axis, given.length)];
  return { given, indices: indicesInto(choose, given[axis]!), axis, rest };
}

/** There are no indices into nothing. */
function indicesInto(choose: Choose, size: number): number[] {
  const indices = sizes(choose, whole(choose, 0, 2));
  return size === 0 ? [0, ...indices].slice(0, 2) : indices;
}
