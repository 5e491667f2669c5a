import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { cosh } from './cosh';

const sinhPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'sinh',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.sinh(x, output),
  vjp: ([x]) => [(cotangent) => chain(cotangent, cosh(x))],
  jvp: ([x]) => [(tangent) => chain(tangent, cosh(x))],
};

/**
 * Hyperbolic sine `y = (eˣ - e⁻ˣ) / 2`, elementwise.
 *
 * VJP: `x̄ = ȳ ⊙ cosh x`.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const sinh: UnaryOp = (x) => applyUnary(sinhPrimitive, x, 'floats');
