import { isSameShape, type Shape, type Tensor } from '@pullback/core';
import { sum } from './reductions/sum';
import { reshape } from './shape/reshape';

/**
 * The transpose of broadcasting: a cotangent of the broadcast shape, summed over every axis along which an input of
 * `shape` was stretched.
 */
export function unbroadcast(cotangent: Tensor, shape: Shape): Tensor {
  if (isSameShape(cotangent.shape, shape)) return cotangent;
  const total = sum(cotangent, stretchedAxes(shape, cotangent.shape));
  return isSameShape(total.shape, shape) ? total : reshape(total, shape);
}

/** The axes along which a tensor is repeated when it is broadcast from one shape to another. */
export function stretchedAxes(from: Shape, to: Shape): readonly number[] {
  const added = to.length - from.length;
  return to.map((_, axis) => axis).filter((axis) => axis < added || (from[axis - added] === 1 && to[axis] !== 1));
}
