import { apply, type Primitive, type Tensor, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { mul } from '../elementwise/mul';
import { checkOperand } from '../operands';
import { type CorrectedAttrs, type CorrectionOptions, correctedAttrs, divisorOf } from './correction';
import { deviations } from './deviations';
import { type ReductionOp, reducedShape } from './reduction';
import { align } from './spread';
import { sum } from './sum';

const variancePrimitive: Primitive<Unary, CorrectedAttrs> = {
  name: 'variance',
  outputShape: reducedShape,
  kernel: ([x], output, { axes, correction }) => kernels.variance(x, output, axes, correction),
  vjp: ([x], output, attrs) => [(cotangent) => chain(align(cotangent, attrs.axes, x.shape), slopeOf(x, output, attrs))],
  jvp: ([x], output, attrs) => [
    (tangent) => sum(chain(tangent, slopeOf(x, output, attrs)), attrs.axes, { keepDims: attrs.keepDims }),
  ],
  flop: ([x]) => x.size,
};

/**
 * Variance `y = Σ (x - mean x)² / (n - correction)` over `axes`, all if not given, where `n` is the number of elements
 * in each; NaN where the divisor is not positive. Found in two passes in float64.
 *
 * Shapes: `x` without `axes`, or with size 1 in their place if `keepDims`.
 * VJP: `x̄ = ȳ ⊙ 2 (x - mean x) / (n - correction)`.
 * @throws ShapeError if an axis is out of range or named twice.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const variance: ReductionOp<CorrectionOptions> = (x, axes, options) => {
  checkOperand('variance', x, 'floats');
  return apply(variancePrimitive, [x], correctedAttrs('variance', x, axes, options));
};

function slopeOf(x: Tensor, output: Tensor, attrs: CorrectedAttrs): Tensor {
  return mul(deviations(x, attrs.axes), 2 / divisorOf(x, output, attrs));
}
