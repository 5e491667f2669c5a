import {
  type AxesWithin,
  apply,
  type Binary,
  type Gathered,
  normalizeAxis,
  type Primitive,
  type Shape,
  type Tensor,
  zerosLike,
} from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { checkTensor } from '../operands';
import { checkIndices, gatheredShape } from './indices';
import { scatterAdd } from './scatterAdd';

interface GatherAttrs {
  readonly axis: number;
}

const gatherPrimitive: Primitive<Binary, GatherAttrs> = {
  name: 'gather',
  outputShape: ([x, indices], { axis }) => gatheredShape(x.shape, indices.shape, axis),
  kernel: ([x, indices], output, { axis }) => kernels.gather(x, indices, output, axis),
  vjp: ([x, indices], _output, { axis }) => [(cotangent) => scatterAdd(zerosLike(x), indices, cotangent, axis), null],
  jvp: ([, indices], _output, { axis }) => [(tangent) => gather(tangent, indices, axis), null],
  flop: () => 0,
};

/**
 * What `x` has at the indices along an axis, in their order and as often as they name it.
 *
 * Shapes: `[m, n, k]`, indices of int32 `[…]` → for axis 1 `[m, …, k]`.
 * VJP: `x̄` is zeros, with each part of `ȳ` added at its index (`scatterAdd`); none for the indices.
 * @throws IndexError if an index is negative, or not less than the size of the axis.
 * @throws ShapeError if the axis is out of range.
 * @throws DTypeError unless the indices are int32.
 */
export function gather<S extends Shape, I extends Shape, const A extends number = 0>(
  x: Tensor<S>,
  indices: Tensor<I>,
  axis?: AxesWithin<S, A>,
): Tensor<Gathered<S, I, A>>;
export function gather(x: Tensor, indices: Tensor, axis = 0): Tensor {
  checkTensor('gather', x);
  const normal = normalizeAxis('gather', axis, x.rank);
  checkIndices('gather', indices, x.shape, normal);
  return gatherAt(x, indices, normal);
}

/** What `x` has at indices that were checked. */
export function gatherAt(x: Tensor, indices: Tensor, axis: number): Tensor {
  return apply(gatherPrimitive, [x, indices], Object.freeze({ axis }));
}
