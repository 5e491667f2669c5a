import { apply, type NoAttrs, noAttrs, type Primitive, type Tensor, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from './chain';
import { mul } from './elementwise/mul';

const oneLessSquarePrimitive: Primitive<Unary, NoAttrs> = {
  name: 'oneLessSquare',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.oneLessSquare(x, output),
  vjp: ([x]) => [(cotangent) => chain(cotangent, mul(x, -2))],
  jvp: ([x]) => [(tangent) => chain(tangent, mul(x, -2))],
};

/**
 * `y = 1 - x²`, with all its digits near ±1. An op of its own, since the slopes of the factors `1 - x` and `1 + x`
 * would cancel near 0.
 *
 * VJP: `x̄ = -ȳ ⊙ 2x`.
 */
export function oneLessSquare(x: Tensor): Tensor {
  return apply(oneLessSquarePrimitive, [x], noAttrs);
}
