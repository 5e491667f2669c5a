import { type NoAttrs, type Primitive, postfix, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { mul } from './mul';

const squarePrimitive: Primitive<Unary, NoAttrs> = {
  name: 'square',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.square(x, output),
  vjp: ([x]) => [(cotangent) => chain(cotangent, mul(x, 2))],
  jvp: ([x]) => [(tangent) => chain(tangent, mul(x, 2))],
  notation: postfix('²'),
};

/**
 * Square `y = x²`, elementwise.
 *
 * VJP: `x̄ = ȳ ⊙ 2x`.
 */
export const square: UnaryOp = (x) => applyUnary(squarePrimitive, x, 'numbers');
