// The normal distribution of mean 0 and deviation 1.

import { apply, type NoAttrs, noAttrs, type Primitive, type Tensor, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from './chain';
import { exp } from './elementwise/exp';
import { mul } from './elementwise/mul';
import { square } from './elementwise/square';

const normalProbabilityPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'normalProbability',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.normalProbability(x, output),
  vjp: ([x]) => [(cotangent) => chain(cotangent, normalDensity(x))],
  jvp: ([x]) => [(tangent) => chain(tangent, normalDensity(x))],
};

/**
 * `y = Φ(x) = (1 + erf(x/√2)) / 2`, with all its digits where that sum has none left.
 *
 * VJP: `x̄ = ȳ ⊙ φ(x)`.
 */
export function normalProbability(x: Tensor): Tensor {
  return apply(normalProbabilityPrimitive, [x], noAttrs);
}

/** `y = φ(x) = e^(-x²/2) / √(2π)`. */
export function normalDensity(x: Tensor): Tensor {
  return mul(exp(mul(square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
}
