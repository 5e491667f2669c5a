import { apply, type Primitive, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { div } from '../elementwise/div';
import { checkOperand } from '../operands';
import { type ReductionAttrs, type ReductionOp, reducedShape, reductionAttrs } from './reduction';
import { spread } from './spread';

const meanPrimitive: Primitive<Unary, ReductionAttrs> = {
  name: 'mean',
  outputShape: reducedShape,
  kernel: ([x], output, { axes }) => kernels.mean(x, output, axes),
  vjp: ([x], output, { axes }) => [(cotangent) => spread(div(cotangent, x.size / output.size), axes, x.shape)],
  jvp: (_inputs, _output, { axes, keepDims }) => [(tangent) => mean(tangent, axes, { keepDims })],
  flop: ([x]) => x.size,
};

/**
 * Mean over `axes`, all if not given; NaN where there is nothing to average. Added pairwise in float64.
 *
 * Shapes: `x` without `axes`, or with size 1 in their place if `keepDims`.
 * VJP: `x̄ = ȳ / n`, repeated along the averaged axes, where `n` is the number of terms in each mean.
 * @throws ShapeError if an axis is out of range or named twice.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const mean: ReductionOp = (x, axes, options) => {
  checkOperand('mean', x, 'floats');
  return apply(meanPrimitive, [x], reductionAttrs('mean', x, axes, options));
};
