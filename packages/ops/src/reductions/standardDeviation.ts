import { apply, type Primitive, type Tensor, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { equal } from '../comparison/equal';
import { div } from '../elementwise/div';
import { where } from '../elementwise/where';
import { checkOperand } from '../operands';
import { type CorrectedAttrs, type CorrectionOptions, correctedAttrs, divisorOf } from './correction';
import { deviations } from './deviations';
import { type ReductionOp, reducedShape } from './reduction';
import { align } from './spread';
import { sum } from './sum';

const standardDeviationPrimitive: Primitive<Unary, CorrectedAttrs> = {
  name: 'standardDeviation',
  outputShape: reducedShape,
  kernel: ([x], output, { axes, correction }) => kernels.standardDeviation(x, output, axes, correction),
  vjp: ([x], output, attrs) => [(cotangent) => chain(align(cotangent, attrs.axes, x.shape), slopeOf(x, output, attrs))],
  jvp: ([x], output, attrs) => [
    (tangent) => sum(chain(tangent, slopeOf(x, output, attrs)), attrs.axes, { keepDims: attrs.keepDims }),
  ],
  flop: ([x]) => x.size,
  // Where all are equal, it has the tip of a cone.
  kinkDistance: (_inputs, output) => output,
};

/**
 * Standard deviation `y = √(Σ (x - mean x)² / (n - correction))` over `axes`, all if not given, where `n` is the number
 * of elements in each; NaN where the divisor is not positive. Exactly 0 where all are equal.
 *
 * Shapes: `x` without `axes`, or with size 1 in their place if `keepDims`.
 * VJP: `x̄ = ȳ ⊙ (x - mean x) / ((n - correction) y)`. Subgradient: 0 where `y = 0`.
 * @throws ShapeError if an axis is out of range or named twice.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const standardDeviation: ReductionOp<CorrectionOptions> = (x, axes, options) => {
  checkOperand('standardDeviation', x, 'floats');
  return apply(standardDeviationPrimitive, [x], correctedAttrs('standardDeviation', x, axes, options));
};

function slopeOf(x: Tensor, output: Tensor, attrs: CorrectedAttrs): Tensor {
  const deviation = align(output, attrs.axes, x.shape);
  // Divided one by one: the product of the divisors can overflow.
  const slope = div(div(deviations(x, attrs.axes), deviation), divisorOf(x, output, attrs));
  return where(equal(deviation, 0), 0, slope);
}
