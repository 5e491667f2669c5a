import { apply, type Primitive, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { checkOperand } from '../operands';
import { type ReductionAttrs, type ReductionOp, reducedShape, reductionAttrs } from './reduction';

const anyPrimitive: Primitive<Unary, ReductionAttrs> = {
  name: 'any',
  outputShape: reducedShape,
  kernel: ([x], output, { axes }) => kernels.any(x, output, axes),
  flop: ([x]) => x.size,
};

/**
 * Or over the elements of a mask along `axes`, all if not given; false where there is nothing.
 *
 * Shapes: `x` without `axes`, or with size 1 in their place if `keepDims`.
 * VJP: none; the output is a mask.
 * @throws ShapeError if an axis is out of range or named twice.
 * @throws DTypeError unless `x` is bool.
 */
export const any: ReductionOp = (x, axes, options) => {
  checkOperand('any', x, 'masks');
  return apply(anyPrimitive, [x], reductionAttrs('any', x, axes, options));
};
