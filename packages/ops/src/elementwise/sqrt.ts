import { type NoAttrs, type Primitive, prefix, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chainInverse } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { mul } from './mul';

const sqrtPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'sqrt',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.sqrt(x, output),
  vjp: (_inputs, output) => [(cotangent) => chainInverse(cotangent, mul(output, 2))],
  jvp: (_inputs, output) => [(tangent) => chainInverse(tangent, mul(output, 2))],
  notation: prefix('√'),
};

/**
 * Square root `y = √x`, elementwise; NaN below 0.
 *
 * VJP: `x̄ = ȳ / (2y)`, infinite at 0.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const sqrt: UnaryOp = (x) => applyUnary(sqrtPrimitive, x, 'floats');
