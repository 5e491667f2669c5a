import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { applyUnary, type UnaryOp } from '../operands';
import { mul } from './mul';
import { sigmoid } from './sigmoid';

const softplusPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'softplus',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.softplus(x, output),
  vjp: ([x]) => [(cotangent) => mul(cotangent, sigmoid(x))],
  jvp: ([x]) => [(tangent) => mul(tangent, sigmoid(x))],
};

/**
 * Softplus `y = ln(1 + eˣ)`, elementwise; `x` itself where `x` is far above 0.
 *
 * VJP: `x̄ = ȳ ⊙ σ(x)`, with `σ` the sigmoid.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const softplus: UnaryOp = (x) => applyUnary(softplusPrimitive, x, 'floats');
