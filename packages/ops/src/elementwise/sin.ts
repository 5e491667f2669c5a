import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { cos } from './cos';

const sinPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'sin',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.sin(x, output),
  vjp: ([x]) => [(cotangent) => chain(cotangent, cos(x))],
  jvp: ([x]) => [(tangent) => chain(tangent, cos(x))],
};

/**
 * Sine `y = sin x` of radians, elementwise; NaN at ±∞.
 *
 * VJP: `x̄ = ȳ ⊙ cos x`.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const sin: UnaryOp = (x) => applyUnary(sinPrimitive, x, 'floats');
