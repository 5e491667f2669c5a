import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { applyUnary, type UnaryOp } from '../operands';

const logicalNotPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'logicalNot',
  outputShape: ([x]) => x.shape,
  outputDType: () => 'bool',
  kernel: ([x], output) => kernels.logicalNot(x, output),
};

/**
 * Not `y = ¬x`, elementwise, as bool.
 *
 * VJP: none; the output is a mask.
 * @throws DTypeError if `x` is not bool.
 */
export const logicalNot: UnaryOp = (x) => applyUnary(logicalNotPrimitive, x, 'masks');
