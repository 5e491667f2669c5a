import { apply, type Primitive, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { neg } from '../elementwise/neg';
import { checkOperand } from '../operands';
import { leadOf } from './extremum';
import {
  type AxisReductionOp,
  axisReductionAttrs,
  checkNotEmpty,
  type ReductionAttrs,
  reducedShape,
} from './reduction';

const argminPrimitive: Primitive<Unary, ReductionAttrs> = {
  name: 'argmin',
  outputShape: reducedShape,
  outputDType: () => 'int32',
  kernel: ([x], output, { axes }) => kernels.argmin(x, output, axes),
  flop: ([x]) => x.size,
  kinkDistance: ([x], _output, attrs) => leadOf(neg(x), attrs),
};

/**
 * Index of the least element along `axis`, as int32; if no axis is given, in `x` read row by row. The first of equals,
 * and the first NaN before all.
 *
 * Shapes: `x` without `axis`, or with size 1 in its place if `keepDims`.
 * VJP: none; the output is an index.
 * @throws ShapeError if the axis is out of range, or an output has no elements to choose from.
 * @throws DTypeError if `x` is a mask.
 */
export const argmin: AxisReductionOp = (x, axis, options) => {
  checkOperand('argmin', x, 'numbers');
  const attrs = axisReductionAttrs('argmin', x, axis, options);
  checkNotEmpty('argmin', x, attrs);
  return apply(argminPrimitive, [x], attrs);
};
