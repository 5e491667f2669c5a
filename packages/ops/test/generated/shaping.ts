// Cases of the ops that rearrange elements.

import { sizeOf } from '@pullback/core';
import {
  anAxis,
  axesGiven,
  type Choose,
  each,
  type Generate,
  made,
  named,
  onceIn,
  oneOf,
  range,
  shape,
  shuffled,
  sizes,
  some,
  whole,
} from './choices';

export const concat: Generate = (choose) => {
  const first = shape(choose, 1);
  const axis = whole(choose, 0, first.length - 1);
  const others = each(whole(choose, 0, 2), () => {
    const size = whole(choose, 0, 3);
    return first.map((other, i) => (i === axis ? size : other));
  });
  return made([first, ...others], axis === 0 && onceIn(choose, 2) ? [] : [named(choose, axis, first.length)]);
};

export const expandDims: Generate = (choose) => {
  const given = shape(choose);
  const added = whole(choose, 0, 2);
  const rank = given.length + added;
  if (added === 1 && onceIn(choose, 2)) return made([given], [anAxis(choose, rank)]);
  const axes = shuffled(choose, range(rank)).slice(0, added);
  return made([given], [axes.map((axis) => named(choose, axis, rank))]);
};

export const flatten: Generate = (choose) => {
  const given = shape(choose);
  return made([given], given.length === 0 || onceIn(choose, 3) ? [] : [anAxis(choose, given.length)]);
};

export const flip: Generate = (choose) => {
  const given = shape(choose);
  return made([given], axesGiven(choose, given.length));
};

export const pad: Generate = (choose) => {
  const given = shape(choose);
  const padding = given.map(() => [whole(choose, 0, 2), whole(choose, 0, 2)]);
  return made([given], onceIn(choose, 2) ? [padding, 1] : [padding]);
};

/** The prime factors of the size, dealt out to any number of axes; or any shape that is as empty. */
export const reshape: Generate = (choose) => {
  const given = shape(choose);
  const target = sizes(choose, whole(choose, 0, 4), { least: 1 }).fill(1);
  if (sizeOf(given) === 0) return made([given], [[...target, 0, ...sizes(choose, 1)]]);
  const factors = primeFactors(sizeOf(given));
  if (target.length === 0 && factors.length > 0) target.push(1);
  for (const factor of factors) target[whole(choose, 0, target.length - 1)]! *= factor;
  if (target.length > 0 && onceIn(choose, 3)) target[whole(choose, 0, target.length - 1)] = -1;
  return made([given], [target]);
};

export const slice: Generate = (choose) => {
  const given = shape(choose);
  const ranges = given.slice(0, whole(choose, 0, given.length)).map((size) => aRange(choose, size));
  return made([given], [ranges]);
};

export const split: Generate = (choose) => {
  const given = shape(choose, 1);
  const axis = whole(choose, 0, given.length - 1);
  const size = given[axis]!;
  const parts = onceIn(choose, 2) ? oneOf(choose, ...divisorsOf(size)) : addingUpTo(choose, size);
  return made([given], axis === 0 && onceIn(choose, 2) ? [parts] : [parts, named(choose, axis, given.length)]);
};

export const squeeze: Generate = (choose) => {
  const given = shape(choose).map((size) => (onceIn(choose, 2) ? 1 : size));
  const narrow = range(given.length).filter((axis) => given[axis] === 1);
  const axes = some(choose, narrow).map((axis) => named(choose, axis, given.length));
  const isOne = axes.length === 1 && onceIn(choose, 2);
  return made([given], onceIn(choose, 3) ? [] : [isOne ? axes[0] : axes]);
};

export const stack: Generate = (choose) => {
  const given = shape(choose).slice(0, 3);
  const count = whole(choose, 1, 3);
  return made(Array(count).fill(given), onceIn(choose, 3) ? [] : [anAxis(choose, given.length + 1)]);
};

export const tile: Generate = (choose) => {
  const given = shape(choose).slice(0, 3);
  return made([given], [given.map(() => oneOf(choose, 1, 2, 3, 0))]);
};

export const transpose: Generate = (choose) => {
  const given = shape(choose);
  const order = shuffled(choose, range(given.length)).map((axis) => named(choose, axis, given.length));
  return made([given], onceIn(choose, 3) ? [] : [order]);
};

function aRange(choose: Choose, size: number): null | number | (number | null)[] {
  const kind = whole(choose, 0, 4);
  if (kind === 0) return null;
  if (kind === 1 && size > 0) return whole(choose, -size, size - 1);
  // Beyond both ends too.
  const place = (): number | null => (onceIn(choose, 3) ? null : whole(choose, -size - 2, size + 2));
  const step = (): number | null => oneOf(choose, 1, 2, 3, -1, -2, -3, null);
  return [place, place, step].slice(0, oneOf(choose, 1, 2, 3, 3)).map((one) => one());
}

function addingUpTo(choose: Choose, size: number): number[] {
  const cuts = each(whole(choose, 0, 2), () => whole(choose, 0, size)).sort((a, b) => a - b);
  return [...cuts, size].map((cut, i) => cut - (cuts[i - 1] ?? 0));
}

function divisorsOf(size: number): number[] {
  return size === 0 ? [1, 2, 3] : range(size + 1).filter((count) => count > 0 && size % count === 0);
}

function primeFactors(size: number): number[] {
  const factor = range(size + 1).find((divisor) => divisor > 1 && size % divisor === 0);
  return factor === undefined ? [] : [factor, ...primeFactors(size / factor)];
}
