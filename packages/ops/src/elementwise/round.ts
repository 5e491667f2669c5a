import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { applyUnary, type UnaryOp } from '../operands';
import { abs } from './abs';
import { sub } from './sub';

const roundPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'round',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.round(x, output),
  // It jumps halfway between whole numbers.
  kinkDistance: ([x]) => sub(0.5, abs(sub(x, round(x)))),
};

/**
 * The nearest whole number, elementwise. Halves go to the even neighbour: 0.5 to 0, 1.5 to 2, 2.5 to 2.
 *
 * VJP: none; the derivative is 0 wherever there is one, and 0 by convention at the steps. A constant to both modes.
 */
export const round: UnaryOp = (x) => applyUnary(roundPrimitive, x, 'numbers');
