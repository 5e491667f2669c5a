import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { cosh } from './cosh';
import { reciprocal } from './reciprocal';
import { square } from './square';

const tanhPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'tanh',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.tanh(x, output),
  // Not 1 - y², which has no digits left where y is near ±1.
  vjp: ([x]) => [(cotangent) => chain(cotangent, square(reciprocal(cosh(x))))],
  jvp: ([x]) => [(tangent) => chain(tangent, square(reciprocal(cosh(x))))],
};

/**
 * Hyperbolic tangent `y = tanh x`, elementwise.
 *
 * VJP: `x̄ = ȳ / cosh² x`.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const tanh: UnaryOp = (x) => applyUnary(tanhPrimitive, x, 'floats');
