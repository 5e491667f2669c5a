import {
  type Axes,
  formatShape,
  normalizeAxes,
  type Shape,
  ShapeError,
  type Squeezed,
  type Squeezes,
  type Tensor,
} from '@pullback/core';
import { checkTensor } from '../operands';
import { reshape } from './reshape';

/**
 * `x` without axes of size 1: without `axes`, or without every one of size 1 if not given.
 *
 * Shapes: `[m, 1, n, 1]` → `[m, n]`, or without axis 1 `[m, n, 1]`.
 * VJP: `x̄ = ȳ` in the shape of `x`.
 * @throws ShapeError if an axis is not of size 1, out of range, or named twice.
 */
export function squeeze<S extends Shape, const A extends Axes | undefined = undefined>(
  x: Tensor<S>,
  axes?: Squeezes<S, A>,
): Tensor<Squeezed<S, A>>;
export function squeeze(x: Tensor, axes?: Axes): Tensor {
  checkTensor('squeeze', x);
  const { shape } = x;
  if (axes === undefined) {
    return reshape(
      x,
      shape.filter((size) => size !== 1),
    );
  }
  const removed = normalizeAxes('squeeze', axes, x.rank);
  const wide = removed.find((axis) => shape[axis] !== 1);
  if (wide !== undefined) {
    throw new ShapeError(
      `squeeze: an axis must have size 1 to be removed, got size ${shape[wide]} at axis ${wide} of ${formatShape(shape)}.`,
      [shape],
    );
  }
  return reshape(
    x,
    shape.filter((_, axis) => !removed.includes(axis)),
  );
}
