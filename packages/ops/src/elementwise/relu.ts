import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { gate } from '../gate';
import { applyUnary, type UnaryOp } from '../operands';
import { abs } from './abs';

const reluPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'relu',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.relu(x, output),
  // The gate is the sign of the input, not of the cotangent.
  vjp: ([x]) => [(cotangent) => gate(cotangent, x)],
  jvp: ([x]) => [(tangent) => gate(tangent, x)],
  kinkDistance: ([x]) => abs(x),
};

/**
 * Rectified linear unit `y = max(x, 0)`, elementwise; NaN stays NaN.
 *
 * VJP: `x̄ = ȳ ⊙ [x > 0]`. Subgradient: slope 0 at 0.
 */
export const relu: UnaryOp = (x) => applyUnary(reluPrimitive, x, 'numbers');
