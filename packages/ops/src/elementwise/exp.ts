import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';

const expPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'exp',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.exp(x, output),
  vjp: (_inputs, output) => [(cotangent) => chain(cotangent, output)],
  jvp: (_inputs, output) => [(tangent) => chain(tangent, output)],
};

/**
 * Exponential `y = eˣ`, elementwise.
 *
 * VJP: `x̄ = ȳ ⊙ y`.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const exp: UnaryOp = (x) => applyUnary(expPrimitive, x, 'floats');
