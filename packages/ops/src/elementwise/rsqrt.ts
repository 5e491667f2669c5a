import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { div } from './div';
import { mul } from './mul';

const rsqrtPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'rsqrt',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.rsqrt(x, output),
  vjp: ([x], output) => [(cotangent) => chain(cotangent, div(output, mul(x, -2)))],
  jvp: ([x], output) => [(tangent) => chain(tangent, div(output, mul(x, -2)))],
};

/**
 * Reciprocal square root `y = 1 / √x`, elementwise; ∞ at 0, NaN below.
 *
 * VJP: `x̄ = -ȳ ⊙ y / (2x)`, infinite at 0.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const rsqrt: UnaryOp = (x) => applyUnary(rsqrtPrimitive, x, 'floats');
