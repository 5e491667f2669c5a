import {
  type Axes,
  type Expanded,
  type NewAxesWithin,
  normalizeAxes,
  type Shape,
  ShapeError,
  type Tensor,
} from '@pullback/core';
import { checkTensor } from '../operands';
import { reshape } from './reshape';

/**
 * `x` with new axes of size 1 in the places that `axes` names; they count the axes of the result.
 *
 * Shapes: `[m, n]` → `[1, m, n]` for axis 0, `[m, n, 1]` for axis -1, `[1, m, 1, n]` for axes 0 and 2.
 * VJP: `x̄ = ȳ` in the shape of `x`.
 * @throws ShapeError if an axis is out of range or named twice.
 */
export function expandDims<S extends Shape, const A extends Axes>(
  x: Tensor<S>,
  axes: NewAxesWithin<S, A>,
): Tensor<Expanded<S, A>>;
export function expandDims(x: Tensor, axes: Axes): Tensor {
  checkTensor('expandDims', x);
  if (axes === undefined) {
    throw new ShapeError(
      'expandDims: the places of the new axes are required, got undefined. Pass 0 for one in front.',
    );
  }
  const added = Array.isArray(axes) ? axes.length : 1;
  const shape = [...x.shape];
  // Ascending: each finds the axes before it in place.
  for (const axis of normalizeAxes('expandDims', axes, x.rank + added)) shape.splice(axis, 0, 1);
  return reshape(x, shape);
}
