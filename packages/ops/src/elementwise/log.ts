import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chainInverse } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';

const logPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'log',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.log(x, output),
  vjp: ([x]) => [(cotangent) => chainInverse(cotangent, x)],
  jvp: ([x]) => [(tangent) => chainInverse(tangent, x)],
};

/**
 * Natural logarithm `y = ln x`, elementwise; -∞ at 0, NaN below.
 *
 * VJP: `x̄ = ȳ / x`.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const log: UnaryOp = (x) => applyUnary(logPrimitive, x, 'floats');
