import {
  type AxesWithin,
  apply,
  formatShape,
  type Gathered,
  isSameShape,
  normalizeAxis,
  type Primitive,
  type SameSizes,
  type Shape,
  ShapeError,
  type Tensor,
  zerosLike,
} from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { checkOperand, checkSameDType } from '../operands';
import { gather } from './gather';
import { checkIndices, gatheredShape } from './indices';

interface ScatterAttrs {
  readonly axis: number;
}

const scatterAddPrimitive: Primitive<readonly [Tensor, Tensor, Tensor], ScatterAttrs> = {
  name: 'scatterAdd',
  outputShape: ([x]) => x.shape,
  kernel: ([x, indices, updates], output, { axis }) => kernels.scatterAdd(x, indices, updates, output, axis),
  vjp: ([, indices], _output, { axis }) => [
    (cotangent) => cotangent,
    null,
    (cotangent) => gather(cotangent, indices, axis),
  ],
  jvp: ([, indices], output, { axis }) => [
    (tangent) => tangent,
    null,
    (tangent) => scatterAdd(zerosLike(output), indices, tangent, axis),
  ],
  flop: ([, , updates]) => updates.size,
};

/**
 * `x` with each part of `updates` added at its index along an axis; what goes to one index adds up. The sums are taken in
 * the order of the indices and in the dtype of `x`, rounded at each step: cast to float64 where many go to one index.
 *
 * Shapes: `[m, n, k]`, indices of int32 `[…]`, for axis 1 `[m, …, k]` → `[m, n, k]`.
 * VJP: `x̄ = ȳ`; the cotangent of `updates` is what `ȳ` has at the indices (`gather`); none for the indices.
 * @throws IndexError if an index is negative, or not less than the size of the axis.
 * @throws ShapeError if the axis is out of range, or `updates` has another shape.
 * @throws DTypeError unless the indices are int32, and `x` and `updates` numbers of one dtype.
 */
export function scatterAdd<S extends Shape, I extends Shape, U extends Shape, const A extends number = 0>(
  x: Tensor<S>,
  indices: Tensor<I>,
  updates: Tensor<U> & Tensor<SameSizes<Gathered<S, I, A>, U>>,
  axis?: AxesWithin<S, A>,
): Tensor<S>;
export function scatterAdd(x: Tensor, indices: Tensor, updates: Tensor, axis = 0): Tensor {
  checkOperand('scatterAdd', x, 'numbers');
  checkOperand('scatterAdd', updates, 'numbers');
  checkSameDType('scatterAdd', x, updates);
  const normal = normalizeAxis('scatterAdd', axis, x.rank);
  checkIndices('scatterAdd', indices, x.shape, normal);
  checkUpdates(x.shape, indices.shape, updates.shape, normal);
  return apply(scatterAddPrimitive, [x, indices, updates], Object.freeze({ axis: normal }));
}

function checkUpdates(shape: Shape, indices: Shape, updates: Shape, axis: number): void {
  const required = gatheredShape(shape, indices, axis);
  if (isSameShape(updates, required)) return;
  throw new ShapeError(
    `scatterAdd: updates must have shape ${formatShape(required)}, with indices ${formatShape(indices)} in place of ` +
      `axis ${axis} of ${formatShape(shape)}, got ${formatShape(updates)}.`,
    [shape, indices, updates],
  );
}
