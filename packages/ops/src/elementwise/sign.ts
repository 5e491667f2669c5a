import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { applyUnary, type UnaryOp } from '../operands';
import { abs } from './abs';

const signPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'sign',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.sign(x, output),
  kinkDistance: ([x]) => abs(x),
};

/**
 * Sign `y = -1, 0 or 1`, elementwise; zeros keep theirs, NaN stays NaN.
 *
 * VJP: none; the derivative is 0 wherever there is one, and 0 by convention at 0. A constant to both modes.
 */
export const sign: UnaryOp = (x) => applyUnary(signPrimitive, x, 'numbers');
