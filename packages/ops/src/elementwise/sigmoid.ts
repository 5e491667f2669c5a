import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { mul } from './mul';
import { sub } from './sub';

const sigmoidPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'sigmoid',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.sigmoid(x, output),
  vjp: (_inputs, output) => [(cotangent) => chain(cotangent, mul(output, sub(1, output)))],
  jvp: (_inputs, output) => [(tangent) => chain(tangent, mul(output, sub(1, output)))],
};

/**
 * Logistic function `y = 1 / (1 + e⁻ˣ)`, elementwise.
 *
 * VJP: `x̄ = ȳ ⊙ y ⊙ (1 - y)`.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const sigmoid: UnaryOp = (x) => applyUnary(sigmoidPrimitive, x, 'floats');
