import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { applyUnary, type UnaryOp } from '../operands';
import { abs } from './abs';
import { round } from './round';
import { sub } from './sub';

const ceilPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'ceil',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.ceil(x, output),
  kinkDistance: ([x]) => abs(sub(x, round(x))),
};

/**
 * The next whole number up `y = ⌈x⌉`, elementwise.
 *
 * VJP: none; the derivative is 0 wherever there is one, and 0 by convention at the steps. A constant to both modes.
 */
export const ceil: UnaryOp = (x) => applyUnary(ceilPrimitive, x, 'numbers');
