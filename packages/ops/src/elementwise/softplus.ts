import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { sigmoid } from './sigmoid';

const softplusPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'softplus',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.softplus(x, output),
  vjp: ([x]) => [(cotangent) => chain(cotangent, sigmoid(x))],
  jvp: ([x]) => [(tangent) => chain(tangent, sigmoid(x))],
};

/**
 * Softplus `y = ln(1 + eˣ)`, elementwise; `x` itself where `x` is far above 0.
 *
 * VJP: `x̄ = ȳ ⊙ σ(x)`, with `σ` the sigmoid.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const softplus: UnaryOp = (x) => applyUnary(softplusPrimitive, x, 'floats');
