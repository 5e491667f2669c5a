import { enclosed, type NoAttrs, type Primitive, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { gate } from '../gate';
import { applyUnary, type UnaryOp } from '../operands';
import { neg } from './neg';
import { sub } from './sub';

const absPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'abs',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.abs(x, output),
  // Gates rather than a product with the sign: an exact 0 at 0, even for infinite cotangents.
  vjp: ([x]) => [(cotangent) => sub(gate(cotangent, x), gate(cotangent, neg(x)))],
  jvp: ([x]) => [(tangent) => sub(gate(tangent, x), gate(tangent, neg(x)))],
  kinkDistance: ([x]) => abs(x),
  notation: enclosed('|', '|'),
};

/**
 * Absolute value `y = |x|`, elementwise; NaN stays NaN, and the int32 -2³¹ stays what it is.
 *
 * VJP: `x̄ = ȳ ⊙ sign x`. Subgradient: slope 0 at 0.
 */
export const abs: UnaryOp = (x) => applyUnary(absPrimitive, x, 'numbers');
