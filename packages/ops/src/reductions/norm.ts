import { apply, type Primitive, PullbackError, type Tensor, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { equal } from '../comparison/equal';
import { abs } from '../elementwise/abs';
import { cast } from '../elementwise/cast';
import { div } from '../elementwise/div';
import { exp } from '../elementwise/exp';
import { log } from '../elementwise/log';
import { minimum } from '../elementwise/minimum';
import { mul } from '../elementwise/mul';
import { pow } from '../elementwise/pow';
import { sign } from '../elementwise/sign';
import { where } from '../elementwise/where';
import { isNan } from '../logic/isNan';
import { logicalOr } from '../logic/logicalOr';
import { checkOperand } from '../operands';
import { leadOf } from './extremum';
import { type ReductionAttrs, type ReductionOp, reducedShape, reductionAttrs } from './reduction';
import { align } from './spread';
import { sum } from './sum';

export interface NormOptions {
  /** `p` of the `p`-norm, from 1 to `Infinity`. */
  readonly order?: number;
}

interface NormAttrs extends ReductionAttrs {
  readonly order: number;
}

const normPrimitive: Primitive<Unary, NormAttrs> = {
  name: 'norm',
  outputShape: reducedShape,
  kernel: ([x], output, { axes, order }) => kernels.norm(x, output, axes, order),
  vjp: ([x], output, attrs) => [(cotangent) => chain(align(cotangent, attrs.axes, x.shape), slopeOf(x, output, attrs))],
  jvp: ([x], output, attrs) => [
    (tangent) => sum(chain(tangent, slopeOf(x, output, attrs)), attrs.axes, { keepDims: attrs.keepDims }),
  ],
  flop: ([x]) => x.size,
  kinkDistance: ([x], output, attrs) => {
    if (attrs.order === 1) return abs(x);
    // At 0 it has the tip of a cone; that of order ∞ also changes from one element to another.
    return attrs.order === Infinity ? minimum(output, leadOf(abs(x), attrs)) : output;
  },
};

/**
 * Norm `y = (Σ |x|ᵖ)^(1/p)` over `axes`, all if not given, of order `p`, 2 if not given; of order ∞ `y = max |x|`. 0
 * where there is nothing. It overflows or underflows only if `y` itself does.
 *
 * Shapes: `x` without `axes`, or with size 1 in their place if `keepDims`.
 * VJP: `x̄ = ȳ ⊙ sign x ⊙ (|x| / y)ᵖ⁻¹`, which for order 2 is `ȳ ⊙ x / y`; for order ∞
 * `ȳ ⊙ sign x / k where |x| = y, else 0`, where `k` is the number of such elements. Where `y = ∞` orders between have
 * slope 0 at what is finite, else NaN.
 * Subgradient: 0 where `y = 0`, and at 0 for order 1; ties for order ∞ share `ȳ` evenly. At 0 the second derivative of
 * orders between 1 and 2 is infinite beside others, and counts as 0.
 * @throws ShapeError if an axis is out of range or named twice.
 * @throws DTypeError if `x` is not of a float dtype.
 * @throws PullbackError if the order is less than 1.
 */
export const norm: ReductionOp<NormOptions> = (x, axes, options) => {
  checkOperand('norm', x, 'floats');
  const order = options?.order ?? 2;
  if (!(order >= 1)) {
    throw new PullbackError(`norm: the order must be a number ≥ 1, or Infinity, got ${order}.`);
  }
  return apply(normPrimitive, [x], Object.freeze({ ...reductionAttrs('norm', x, axes, options), order }));
};

function slopeOf(x: Tensor, output: Tensor, { axes, order }: NormAttrs): Tensor {
  if (order === 1) return sign(x);
  const length = align(output, axes, x.shape);
  if (order === Infinity) return shareOf(x, length, axes);
  const slope = order === 2 ? div(x, length) : powerSlope(x, length, order);
  return where(equal(length, 0), 0, slope);
}

/** The sign of the elements that are the farthest from 0, divided by their number; 0 for the others. */
function shareOf(x: Tensor, length: Tensor, axes: readonly number[]): Tensor {
  const isFarthest = logicalOr(equal(abs(x), length), isNan(x));
  const count = sum(cast(isFarthest, x.dtype), axes, { keepDims: true });
  return where(isFarthest, div(sign(x), count), 0);
}

/** `sign x ⊙ (|x| / y)ᵖ⁻¹`, of even orders smooth at 0; of others by logarithms, whose slope at 0 is not taken. */
function powerSlope(x: Tensor, length: Tensor, order: number): Tensor {
  if (order % 2 === 0) return pow(div(x, length), order - 1);
  const power = exp(mul(log(div(abs(x), length)), order - 1));
  return where(equal(x, 0), 0, mul(sign(x), power));
}
