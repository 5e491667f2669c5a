import { apply, overAxes, type Primitive, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { checkOperand } from '../operands';
import { type ReductionAttrs, type ReductionOp, reducedShape, reductionAttrs } from './reduction';
import { spread } from './spread';

const sumPrimitive: Primitive<Unary, ReductionAttrs> = {
  name: 'sum',
  outputShape: reducedShape,
  kernel: ([x], output, { axes }) => kernels.sum(x, output, axes),
  vjp: ([x], _output, { axes }) => [(cotangent) => spread(cotangent, axes, x.shape)],
  jvp: (_inputs, _output, { axes, keepDims }) => [(tangent) => sum(tangent, axes, { keepDims })],
  notation: ([x], { axes }, shapes) => overAxes('Σ', x!.text, axes, shapes?.[0]?.length ?? axes.length),
  flop: ([x]) => x.size,
};

/**
 * Sum over `axes`, all if not given; 0 where there is nothing to sum. Added pairwise in float64.
 *
 * Shapes: `x` without `axes`, or with size 1 in their place if `keepDims`.
 * VJP: `x̄ = ȳ`, repeated along the summed axes.
 * @throws ShapeError if an axis is out of range or named twice.
 */
export const sum: ReductionOp = (x, axes, options) => {
  checkOperand('sum', x, 'numbers');
  return apply(sumPrimitive, [x], reductionAttrs('sum', x, axes, options));
};
