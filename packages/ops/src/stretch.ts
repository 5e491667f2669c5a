import { isSameShape, type Shape, type Tensor } from '@pullback/core';
import { repeatTo } from './shape/broadcastTo';

/** A tangent in the shape that its primal was broadcast to. */
export function stretch(tangent: Tensor, shape: Shape): Tensor {
  return isSameShape(tangent.shape, shape) ? tangent : repeatTo(tangent, shape);
}
