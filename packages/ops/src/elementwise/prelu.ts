import {
  apply,
  type Binary,
  type BroadcastsTo,
  broadcastShapes,
  formatShape,
  isSameShape,
  type NoAttrs,
  noAttrs,
  type Primitive,
  type ScalarShape,
  type Shape,
  ShapeError,
  type Tensor,
} from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { greater } from '../comparison/greater';
import { checkOperand, checkSameDType } from '../operands';
import { unbroadcast } from '../unbroadcast';
import { abs } from './abs';
import { where } from './where';

const preluPrimitive: Primitive<Binary, NoAttrs> = {
  name: 'prelu',
  outputShape: ([x]) => x.shape,
  kernel: ([x, slope], output) => kernels.prelu(x, slope, output),
  vjp: ([x, slope]) => [
    (cotangent) => where(greater(x, 0), cotangent, chain(cotangent, slope)),
    (cotangent) => unbroadcast(chain(where(greater(x, 0), 0, cotangent), x), slope.shape),
  ],
  jvp: ([x, slope]) => [
    (tangent) => where(greater(x, 0), tangent, chain(tangent, slope)),
    (tangent) => chain(where(greater(x, 0), 0, tangent), x),
  ],
  kinkDistance: ([x]) => abs(x),
};

/**
 * Rectified linear unit with slopes that can be learned, `y = x where x > 0, else slope ⊙ x`; NaN stays NaN.
 *
 * Shapes: that of `x`, to which the slope broadcasts: `[channels, 1, 1]` for one slope a channel of images.
 * VJP: `x̄ = ȳ where x > 0, else ȳ ⊙ slope`; that of the slope is `0 where x > 0, else ȳ ⊙ x`, summed over the axes along
 * which it was stretched. Subgradient: `slope` at 0.
 * From K. He et al., Delving deep into rectifiers, arXiv:1502.01852.
 * @throws ShapeError if the slope does not broadcast to the shape of `x`.
 * @throws DTypeError if the dtypes differ, or are not floats.
 */
export function prelu<S extends Shape>(x: Tensor<S>, slope: Tensor<NoInfer<S>> | Tensor<ScalarShape>): Tensor<S>;
export function prelu<S extends Shape, T extends Shape>(
  x: Tensor<S>,
  slope: Tensor<T> & BroadcastsTo<T, NoInfer<S>>,
): Tensor<S>;
export function prelu(x: Tensor, slope: Tensor): Tensor {
  checkOperand('prelu', x, 'floats');
  checkOperand('prelu', slope, 'floats');
  checkSameDType('prelu', x, slope);
  if (!isSameShape(broadcastShapes('prelu', slope.shape, x.shape), x.shape)) {
    throw new ShapeError(
      `prelu: the slope must broadcast to the shape of x, got ${formatShape(slope.shape)} and ${formatShape(x.shape)}. ` +
        'Only its axes of size 1 are repeated.',
      [slope.shape, x.shape],
    );
  }
  return apply(preluPrimitive, [x, slope], noAttrs);
}
