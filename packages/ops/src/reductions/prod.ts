import { apply, type Primitive, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { checkOperand } from '../operands';
import { productOfOthers } from './productOfOthers';
import { type ReductionAttrs, type ReductionOp, reducedShape, reductionAttrs } from './reduction';
import { align } from './spread';
import { sum } from './sum';

const prodPrimitive: Primitive<Unary, ReductionAttrs> = {
  name: 'prod',
  outputShape: reducedShape,
  kernel: ([x], output, { axes }) => kernels.prod(x, output, axes),
  vjp: ([x], _output, { axes }) => [(cotangent) => chain(align(cotangent, axes, x.shape), productOfOthers(x, axes))],
  jvp: ([x], _output, { axes, keepDims }) => [
    (tangent) => sum(chain(tangent, productOfOthers(x, axes)), axes, { keepDims }),
  ],
  flop: ([x]) => x.size,
};

/**
 * Product over `axes`, all if not given; 1 where there is nothing. Multiplied in float64; int32 wraps around.
 *
 * Shapes: `x` without `axes`, or with size 1 in their place if `keepDims`.
 * VJP: `x̄ᵢ = ȳ ⊙ Π xⱼ` over all `j ≠ i`, without a division: right beside zeros too.
 * @throws ShapeError if an axis is out of range or named twice.
 * @throws DTypeError if `x` is a mask.
 */
export const prod: ReductionOp = (x, axes, options) => {
  checkOperand('prod', x, 'numbers');
  return apply(prodPrimitive, [x], reductionAttrs('prod', x, axes, options));
};
