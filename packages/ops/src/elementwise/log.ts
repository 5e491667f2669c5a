import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { applyUnary, type UnaryOp } from '../operands';
import { div } from './div';

const logPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'log',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.log(x, output),
  vjp: ([x]) => [(cotangent) => div(cotangent, x)],
  jvp: ([x]) => [(tangent) => div(tangent, x)],
};

/**
 * Natural logarithm `y = ln x`, elementwise; -∞ at 0, NaN below.
 *
 * VJP: `x̄ = ȳ / x`.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const log: UnaryOp = (x) => applyUnary(logPrimitive, x, 'floats');
