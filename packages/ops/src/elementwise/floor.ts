import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { applyUnary, type UnaryOp } from '../operands';
import { abs } from './abs';
import { round } from './round';
import { sub } from './sub';

const floorPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'floor',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.floor(x, output),
  kinkDistance: ([x]) => abs(sub(x, round(x))),
};

/**
 * The next whole number down `y = ⌊x⌋`, elementwise.
 *
 * VJP: none; the derivative is 0 wherever there is one, and 0 by convention at the steps. A constant to both modes.
 */
export const floor: UnaryOp = (x) => applyUnary(floorPrimitive, x, 'numbers');
