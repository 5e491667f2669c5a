import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { mul } from './mul';
import { neg } from './neg';

const sigmoidPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'sigmoid',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.sigmoid(x, output),
  // Not 1 - y, which has no digits left where y is near 1.
  vjp: ([x], output) => [(cotangent) => chain(cotangent, mul(output, sigmoid(neg(x))))],
  jvp: ([x], output) => [(tangent) => chain(tangent, mul(output, sigmoid(neg(x))))],
};

/**
 * Logistic function `y = 1 / (1 + e⁻ˣ)`, elementwise.
 *
 * VJP: `x̄ = ȳ ⊙ σ(x) ⊙ σ(-x)`, with `σ` this function.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const sigmoid: UnaryOp = (x) => applyUnary(sigmoidPrimitive, x, 'floats');
