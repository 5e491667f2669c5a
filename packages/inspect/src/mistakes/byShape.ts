// Cotangents of the wrong shape whose numbers are right but for that.

import { formatShape, isSameShape, type Shape } from '@pullback/core';
import type { Case, Finding } from './mistake';
import { isClose } from './nearness';

/** The right cotangent, with rows for columns. */
export function byTranspose({ value, byHand, right, bar, tolerance }: Case): Finding | undefined {
  const [rows, columns] = right.shape;
  if (right.rank !== 2 || !isSameShape(byHand.shape, [columns!, rows!])) return undefined;
  const transposed = Float64Array.from(
    right.data,
    (_, i) => right.data[(i % rows!) * columns! + Math.floor(i / rows!)]!,
  );
  if (!isClose(byHand.data, transposed, tolerance)) return undefined;
  return { mistake: 'transpose', text: `It is the transpose of the right ${bar(value)}.` };
}

/** A cotangent that was not summed where broadcasting had repeated the value. */
export function byBroadcast({ value, byHand, right, label, tolerance }: Case): Finding | undefined {
  const places = byHand.size > right.size ? placesWithin(byHand.shape, right.shape) : undefined;
  if (places === undefined) return undefined;
  const sums = new Float64Array(right.size);
  for (const [i, place] of places.entries()) sums[place]! += byHand.data[i]!;
  if (!isClose(sums, right.data, tolerance)) return undefined;
  const text = `It is not summed over the axes along which ${label(value)} ${formatShape(value.shape)} was repeated.`;
  return { mistake: 'broadcast', text };
}

/** For each element of a tensor of shape `from`, where it goes in one of shape `to` that was repeated to it. */
function placesWithin(from: Shape, to: Shape): readonly number[] | undefined {
  const added = from.length - to.length;
  if (added < 0 || !to.every((size, axis) => size === 1 || size === from[axis + added])) return undefined;
  const size = from.reduce((product, length) => product * length, 1);
  return Array.from({ length: size }, (_, position) => {
    let [rest, place, stride] = [position, 0, 1];
    for (let axis = from.length - 1; axis >= added; axis--) {
      const length = to[axis - added]!;
      if (length > 1) place += (rest % from[axis]!) * stride;
      rest = Math.floor(rest / from[axis]!);
      stride *= length;
    }
    return place;
  });
}
