import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { exp } from './exp';

const expm1Primitive: Primitive<Unary, NoAttrs> = {
  name: 'expm1',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.expm1(x, output),
  // Not y + 1, which rounds to 0 where eˣ is small.
  vjp: ([x]) => [(cotangent) => chain(cotangent, exp(x))],
  jvp: ([x]) => [(tangent) => chain(tangent, exp(x))],
};

/**
 * Exponential `y = eˣ - 1`, elementwise, accurate near 0.
 *
 * VJP: `x̄ = ȳ ⊙ eˣ`.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const expm1: UnaryOp = (x) => applyUnary(expm1Primitive, x, 'floats');
