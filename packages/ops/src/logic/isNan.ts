import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { applyUnary, type UnaryOp } from '../operands';

const isNanPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'isNan',
  outputShape: ([x]) => x.shape,
  outputDType: () => 'bool',
  kernel: ([x], output) => kernels.isNan(x, output),
};

/**
 * Being NaN `y = [x is NaN]`, elementwise, as bool.
 *
 * VJP: none; the output is a mask.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const isNan: UnaryOp = (x) => applyUnary(isNanPrimitive, x, 'floats');
