import { type NoAttrs, type Primitive, prefix, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { applyUnary, type UnaryOp } from '../operands';

const negPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'neg',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.neg(x, output),
  vjp: () => [(cotangent) => neg(cotangent)],
  jvp: () => [(tangent) => neg(tangent)],
  notation: prefix('-'),
};

/**
 * Negative `y = -x`, elementwise.
 *
 * VJP: `x̄ = -ȳ`.
 */
export const neg: UnaryOp = (x) => applyUnary(negPrimitive, x, 'numbers');
