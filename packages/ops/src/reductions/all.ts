import { apply, type Primitive, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { checkOperand } from '../operands';
import { type ReductionAttrs, type ReductionOp, reducedShape, reductionAttrs } from './reduction';

const allPrimitive: Primitive<Unary, ReductionAttrs> = {
  name: 'all',
  outputShape: reducedShape,
  kernel: ([x], output, { axes }) => kernels.all(x, output, axes),
  flop: ([x]) => x.size,
};

/**
 * And over the elements of a mask along `axes`, all if not given; true where there is nothing.
 *
 * Shapes: `x` without `axes`, or with size 1 in their place if `keepDims`.
 * VJP: none; the output is a mask.
 * @throws ShapeError if an axis is out of range or named twice.
 * @throws DTypeError unless `x` is bool.
 */
export const all: ReductionOp = (x, axes, options) => {
  checkOperand('all', x, 'masks');
  return apply(allPrimitive, [x], reductionAttrs('all', x, axes, options));
};
