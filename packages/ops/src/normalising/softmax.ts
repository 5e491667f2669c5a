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
import { sub } from '../elementwise/sub';
import { checkOperand } from '../operands';
import { sum } from '../reductions/sum';

interface SoftmaxAttrs {
  /** Ascending, each ≥ 0. */
  readonly axes: readonly number[];
}

const softmaxPrimitive: Primitive<Unary, SoftmaxAttrs> = {
  name: 'softmax',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output, { axes }) => kernels.softmax(x, output, axes),
  // The Jacobian is symmetric.
  vjp: (_inputs, output, { axes }) => [(cotangent) => timesJacobian(cotangent, output, axes)],
  jvp: (_inputs, output, { axes }) => [(tangent) => timesJacobian(tangent, output, axes)],
  flop: ([x]) => 5 * x.size,
};

/**
 * Weights `y = eˣ / Σ eˣ`, the sum along `axis`, the last if not given. The maximum is taken out first, so that nothing
 * overflows; -∞ has weight 0, and NaN is where all are -∞, or one is ∞.
 *
 * Shapes: any but a scalar's, kept.
 * VJP: `x̄ = y ⊙ (ȳ - Σ ȳ y)`, an exact 0 where `x = -∞`.
 * @throws ShapeError if the axis is out of range.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export function softmax<S extends Shape, const A extends number = -1>(x: Tensor<S>, axis?: AxesWithin<S, A>): Tensor<S>;
export function softmax(x: Tensor, axis = -1): Tensor {
  checkOperand('softmax', x, 'floats');
  return softmaxOver(x, [normalizeAxis('softmax', axis, x.rank)]);
}

/** The softmax over several axes (ascending). */
export function softmaxOver(x: Tensor, axes: readonly number[]): Tensor {
  return apply(softmaxPrimitive, [x], Object.freeze({ axes: Object.freeze([...axes]) }));
}

function timesJacobian(cotangent: Tensor, weights: Tensor, axes: readonly number[]): Tensor {
  const mean = sum(chain(cotangent, weights), axes, { keepDims: true });
  return chain(sub(cotangent, mean), weights);
}
