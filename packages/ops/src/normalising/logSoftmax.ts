import {
  type AxesWithin,
  apply,
  normalizeAxis,
  type Primitive,
  type Shape,
  type Tensor,
  type Unary,
} from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { exp } from '../elementwise/exp';
import { sub } from '../elementwise/sub';
import { checkOperand } from '../operands';
import { sum } from '../reductions/sum';

interface LogSoftmaxAttrs {
  readonly axis: number;
}

const logSoftmaxPrimitive: Primitive<Unary, LogSoftmaxAttrs> = {
  name: 'logSoftmax',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output, { axis }) => kernels.logSoftmax(x, output, [axis]),
  vjp: (_inputs, output, { axis }) => [
    (cotangent) => sub(cotangent, chain(sum(cotangent, axis, { keepDims: true }), exp(output))),
  ],
  jvp: (_inputs, output, { axis }) => [
    (tangent) => sub(tangent, sum(chain(tangent, exp(output)), axis, { keepDims: true })),
  ],
  flop: ([x]) => 5 * x.size,
};

/**
 * Logarithm of the softmax `y = x - ln Σ eˣ`, the sum along `axis`, the last if not given. The maximum is taken out
 * first, so that nothing overflows; -∞ stays -∞, and NaN is where all are -∞, or one is ∞.
 *
 * Shapes: any but a scalar's, kept.
 * VJP: `x̄ = ȳ - eʸ ⊙ Σ ȳ`, the sum along the axis; where `x = -∞`, that is `ȳ`.
 * @throws ShapeError if the axis is out of range.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export function logSoftmax<S extends Shape, const A extends number = -1>(
  x: Tensor<S>,
  axis?: AxesWithin<S, A>,
): Tensor<S>;
export function logSoftmax(x: Tensor, axis = -1): Tensor {
  checkOperand('logSoftmax', x, 'floats');
  return apply(logSoftmaxPrimitive, [x], Object.freeze({ axis: normalizeAxis('logSoftmax', axis, x.rank) }));
}
