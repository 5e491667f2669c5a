import { type Axes, type AxesWithin, normalizeAxes, type Shape, type Tensor } from '@pullback/core';
import { checkTensor } from '../operands';
import { sliceAttrs } from './ranges';
import { sliceBy } from './slice';

/**
 * `x` read backwards along `axes`, all if not given.
 *
 * Shapes: any → the same.
 * VJP: `x̄` is `ȳ`, flipped.
 * @throws ShapeError if an axis is out of range or named twice.
 */
export function flip<S extends Shape, const A extends Axes | undefined = undefined>(
  x: Tensor<S>,
  axes?: AxesWithin<S, A>,
): Tensor<S>;
export function flip(x: Tensor, axes?: Axes): Tensor {
  checkTensor('flip', x);
  const flipped = normalizeAxes('flip', axes, x.rank);
  const starts = x.shape.map((size, axis) => (flipped.includes(axis) ? size - 1 : 0));
  const steps = x.shape.map((_, axis) => (flipped.includes(axis) ? -1 : 1));
  return sliceBy(x, sliceAttrs(starts, steps, x.shape));
}
