import { isSameShape, type Shape, type Tensor } from '@pullback/core';
import { broadcastTo } from '../shape/broadcastTo';
import { reshape } from '../shape/reshape';

/** The transpose of a sum over `axes`: the cotangent of each sum, repeated for each of its terms in a tensor of `shape`. */
export function spread(cotangent: Tensor, axes: readonly number[], shape: Shape): Tensor {
  const withOnes = shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  const isAligned = cotangent.rank === 0 || isSameShape(cotangent.shape, withOnes);
  return broadcastTo(isAligned ? cotangent : reshape(cotangent, withOnes), shape);
}
