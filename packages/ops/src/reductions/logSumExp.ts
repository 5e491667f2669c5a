import { apply, type Primitive, type Tensor, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { equal } from '../comparison/equal';
import { where } from '../elementwise/where';
import { softmaxOver } from '../normalising/softmax';
import { checkOperand } from '../operands';
import { type ReductionAttrs, type ReductionOp, reducedShape, reductionAttrs } from './reduction';
import { align } from './spread';
import { sum } from './sum';

const logSumExpPrimitive: Primitive<Unary, ReductionAttrs> = {
  name: 'logSumExp',
  outputShape: reducedShape,
  kernel: ([x], output, { axes }) => kernels.logSumExp(x, output, axes),
  vjp: ([x], _output, { axes }) => [(cotangent) => chain(align(cotangent, axes, x.shape), weightsOf(x, axes))],
  jvp: ([x], _output, { axes, keepDims }) => [(tangent) => sum(chain(tangent, weightsOf(x, axes)), axes, { keepDims })],
  flop: ([x]) => x.size,
};

/**
 * Logarithm of a sum of exponentials `y = ln Σ eˣ` over `axes`, all if not given; -∞ where there is nothing. The
 * maximum is taken out first, so that nothing overflows.
 *
 * Shapes: `x` without `axes`, or with size 1 in their place if `keepDims`.
 * VJP: `x̄ = ȳ ⊙ eˣ / Σ eˣ`, the softmax; an exact 0 where `x = -∞`, even if all are. Where `y = ∞` the softmax has no
 * value, and `x̄` is NaN wherever `x > -∞`.
 * @throws ShapeError if an axis is out of range or named twice.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const logSumExp: ReductionOp = (x, axes, options) => {
  checkOperand('logSumExp', x, 'floats');
  return apply(logSumExpPrimitive, [x], reductionAttrs('logSumExp', x, axes, options));
};

/** The softmax, with an exact 0 for -∞: what adds nothing to the sum, however small that is, has no say. */
function weightsOf(x: Tensor, axes: readonly number[]): Tensor {
  return where(equal(x, -Infinity), 0, softmaxOver(x, axes));
}
