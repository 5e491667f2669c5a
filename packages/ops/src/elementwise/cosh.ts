import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { sinh } from './sinh';

const coshPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'cosh',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.cosh(x, output),
  vjp: ([x]) => [(cotangent) => chain(cotangent, sinh(x))],
  jvp: ([x]) => [(tangent) => chain(tangent, sinh(x))],
};

/**
 * Hyperbolic cosine `y = (eˣ + e⁻ˣ) / 2`, elementwise.
 *
 * VJP: `x̄ = ȳ ⊙ sinh x`.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const cosh: UnaryOp = (x) => applyUnary(coshPrimitive, x, 'floats');
