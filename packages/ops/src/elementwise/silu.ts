import type { NoAttrs, Primitive, Tensor, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { add } from './add';
import { sigmoid } from './sigmoid';
import { sub } from './sub';

const siluPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'silu',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.silu(x, output),
  vjp: ([x], output) => [(cotangent) => chain(cotangent, slopeOf(x, output))],
  jvp: ([x], output) => [(tangent) => chain(tangent, slopeOf(x, output))],
};

/**
 * Sigmoid linear unit, or swish, `y = x ⊙ σ(x)`, elementwise, with `σ` the sigmoid.
 *
 * VJP: `x̄ = ȳ ⊙ (σ(x) + y ⊙ (1 - σ(x)))`.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const silu: UnaryOp = (x) => applyUnary(siluPrimitive, x, 'floats');

function slopeOf(x: Tensor, output: Tensor): Tensor {
  const gain = sigmoid(x);
  // At ∞ the exact 0 of 1 - σ wins.
  return add(gain, chain(sub(1, gain), output));
}
