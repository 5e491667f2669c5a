import { isSameShape, type Shape, type Tensor } from '@pullback/core';
import { sum } from './reductions/sum';
import { reshape } from './shape/reshape';

/**
 * The transpose of broadcasting: a cotangent of the broadcast shape, summed over every axis along which an input of
 * `shape` was stretched.
 */
export function unbroadcast(cotangent: Tensor, shape: Shape): Tensor {
  if (isSameShape(cotangent.shape, shape)) return cotangent;
  const added = cotangent.rank - shape.length;
  const stretched = cotangent.shape
    .map((_, axis) => axis)
    .filter((axis) => axis < added || (shape[axis - added] === 1 && cotangent.shape[axis] !== 1));
  const total = sum(cotangent, stretched);
  return isSameShape(total.shape, shape) ? total : reshape(total, shape);
}
