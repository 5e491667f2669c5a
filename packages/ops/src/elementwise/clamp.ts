import { apply, type Primitive, PullbackError, type Shape, type Tensor, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { equal } from '../comparison/equal';
import { checkNumber, checkOperand, numberLike } from '../operands';
import { abs } from './abs';
import { minimum } from './minimum';
import { sub } from './sub';
import { where } from './where';

interface ClampAttrs {
  readonly low: number;
  readonly high: number;
}

const clampPrimitive: Primitive<Unary, ClampAttrs> = {
  name: 'clamp',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output, { low, high }) => kernels.clamp(x, output, low, high),
  vjp: ([x], output) => [(cotangent) => where(equal(x, output), cotangent, 0)],
  jvp: ([x], output) => [(tangent) => where(equal(x, output), tangent, 0)],
  kinkDistance: ([x], _output, { low, high }) => minimum(abs(sub(x, low)), abs(sub(x, high))),
};

/**
 * The nearest number that is within bounds, `y = min(max(x, low), high)`, elementwise; NaN stays NaN. The bounds are
 * rounded to the dtype of `x`; one that is infinite or left out does not bind.
 *
 * VJP: `x̄ = ȳ where low ≤ x ≤ high, else 0`. Subgradient: slope 1 at the bounds; 0 at NaN, as that of relu.
 * @throws PullbackError if `low > high`, or either is NaN.
 * @throws DTypeError if `x` is int32, and a bound neither infinite nor a whole number that int32 holds.
 */
export function clamp<S extends Shape>(x: Tensor<S>, low = -Infinity, high = Infinity): Tensor<S> {
  checkOperand('clamp', x, 'numbers');
  checkNumber('clamp', 'the lower bound', low);
  checkNumber('clamp', 'the upper bound', high);
  if (low > high) throw new PullbackError(`clamp: bounds low ≤ high are required, got ${low} and ${high}.`);
  const attrs = { low: boundLike(x, low, -Infinity), high: boundLike(x, high, Infinity) };
  return apply(clampPrimitive, [x], Object.freeze(attrs));
}

/** The bound as the dtype holds it, so that a number that is at the bound is equal to it. */
function boundLike(x: Tensor, bound: number, none: number): number {
  return bound === none ? none : numberLike('clamp', bound, x).data[0]!;
}
