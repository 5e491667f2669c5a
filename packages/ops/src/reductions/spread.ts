import { isSameShape, type Shape, type Tensor } from '@pullback/core';
import { repeatTo } from '../shape/broadcastTo';
import { reshape } from '../shape/reshape';

/** The transpose of a sum over `axes`: the cotangent of each sum, repeated for each of its terms in a tensor of `shape`. */
export function spread(cotangent: Tensor, axes: readonly number[], shape: Shape): Tensor {
  return repeatTo(align(cotangent, axes, shape), shape);
}

/** What a reduction over `axes` left of a tensor of `shape`, so that it broadcasts to that. */
export function align(reduced: Tensor, axes: readonly number[], shape: Shape): Tensor {
  if (reduced.rank === 0) return reduced;
  const withOnes = shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  return isSameShape(reduced.shape, withOnes) ? reduced : reshape(reduced, withOnes);
}
