import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { applyUnary, type UnaryOp } from '../operands';
import { div } from './div';
import { mul } from './mul';

const sqrtPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'sqrt',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.sqrt(x, output),
  vjp: (_inputs, output) => [(cotangent) => div(cotangent, mul(output, 2))],
  jvp: (_inputs, output) => [(tangent) => div(tangent, mul(output, 2))],
};

/**
 * Square root `y = √x`, elementwise; NaN below 0.
 *
 * VJP: `x̄ = ȳ / (2y)`, infinite at 0.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const sqrt: UnaryOp = (x) => applyUnary(sqrtPrimitive, x, 'floats');
