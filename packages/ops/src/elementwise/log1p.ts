import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chainInverse } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { add } from './add';

const log1pPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'log1p',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.log1p(x, output),
  vjp: ([x]) => [(cotangent) => chainInverse(cotangent, add(x, 1))],
  jvp: ([x]) => [(tangent) => chainInverse(tangent, add(x, 1))],
};

/**
 * Logarithm `y = ln(1 + x)`, elementwise, accurate near 0; -∞ at -1, NaN below.
 *
 * VJP: `x̄ = ȳ / (1 + x)`.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const log1p: UnaryOp = (x) => applyUnary(log1pPrimitive, x, 'floats');
