import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { applyUnary, type UnaryOp } from '../operands';
import { cosh } from './cosh';
import { mul } from './mul';

const sinhPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'sinh',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.sinh(x, output),
  vjp: ([x]) => [(cotangent) => mul(cotangent, cosh(x))],
  jvp: ([x]) => [(tangent) => mul(tangent, cosh(x))],
};

/**
 * Hyperbolic sine `y = (eˣ - e⁻ˣ) / 2`, elementwise.
 *
 * VJP: `x̄ = ȳ ⊙ cosh x`.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const sinh: UnaryOp = (x) => applyUnary(sinhPrimitive, x, 'floats');
