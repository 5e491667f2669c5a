import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { square } from './square';
import { sub } from './sub';

const tanhPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'tanh',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.tanh(x, output),
  vjp: (_inputs, output) => [(cotangent) => chain(cotangent, sub(1, square(output)))],
  jvp: (_inputs, output) => [(tangent) => chain(tangent, sub(1, square(output)))],
};

/**
 * Hyperbolic tangent `y = tanh x`, elementwise.
 *
 * VJP: `x̄ = ȳ ⊙ (1 - y²)`.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const tanh: UnaryOp = (x) => applyUnary(tanhPrimitive, x, 'floats');
