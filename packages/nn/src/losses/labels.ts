// Labels that are class indices, one for each row of classes.

import {
  DTypeError,
  describe,
  formatShape,
  IndexError,
  isSameShape,
  type Shape,
  ShapeError,
  Tensor,
  tensor,
} from '@pullback/core';
import { gather, reshape } from '@pullback/ops';

/**
 * What each row has at its label, where a row runs along `axis`.
 *
 * Shapes: `[…, c, …]`, labels of int32 `[…, …]` → `[…, …]`.
 * @throws ShapeError unless the labels have the shape of `x` without the axis.
 * @throws DTypeError unless they are int32.
 * @throws IndexError if one is negative, or not less than the number of classes.
 */
export function pick(op: string, x: Tensor, labels: Tensor, axis: number): Tensor {
  checkLabels(op, x.shape, labels, axis);
  const classes = x.shape[axis]!;
  const inner = x.shape.slice(axis + 1).reduce((count, size) => count * size, 1);
  // Where each is in the flattened x: no one-hot rows are built.
  const places = new Int32Array(labels.size);
  for (let i = 0; i < places.length; i++) {
    const outer = Math.floor(i / inner);
    places[i] = (outer * classes + labels.data[i]!) * inner + (i % inner);
  }
  return gather(reshape(x, [x.size]), tensor(places, { shape: labels.shape }));
}

/** ` at [2, 0]`; nothing in a scalar. */
export function placeOf(position: number, shape: Shape): string {
  if (shape.length === 0) return '';
  const place: number[] = [];
  let rest = position;
  for (const size of [...shape].reverse()) {
    place.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return ` at ${formatShape(place)}`;
}

function checkLabels(op: string, shape: Shape, labels: Tensor, axis: number): void {
  if (!(labels instanceof Tensor)) throw new DTypeError(`${op}: labels must be a tensor, got ${describe(labels)}.`);
  if (labels.dtype !== 'int32') {
    throw new DTypeError(`${op}: labels must be int32, got ${labels.dtype}. Convert them: cast(labels, 'int32').`);
  }
  const required = [...shape.slice(0, axis), ...shape.slice(axis + 1)];
  if (!isSameShape(labels.shape, required)) {
    throw new ShapeError(
      `${op}: labels must have shape ${formatShape(required)}, one for each row of ${formatShape(shape)} along axis ${axis}, ` +
        `got ${formatShape(labels.shape)}.`,
      [shape, labels.shape],
    );
  }
  const classes = shape[axis]!;
  const outside = labels.data.findIndex((label) => label < 0 || label >= classes);
  if (outside < 0) return;
  throw new IndexError(
    `${op}: labels must be ≥ 0 and < ${classes}, got ${labels.data[outside]}${placeOf(outside, labels.shape)}.`,
  );
}
