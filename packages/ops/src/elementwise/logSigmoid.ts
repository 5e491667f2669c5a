import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { neg } from './neg';
import { sigmoid } from './sigmoid';

const logSigmoidPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'logSigmoid',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.logSigmoid(x, output),
  vjp: ([x]) => [(cotangent) => chain(cotangent, sigmoid(neg(x)))],
  jvp: ([x]) => [(tangent) => chain(tangent, sigmoid(neg(x)))],
};

/**
 * Logarithm of the logistic function `y = -ln(1 + e⁻ˣ)`, elementwise; `x` itself where `x` is far below 0.
 *
 * VJP: `x̄ = ȳ ⊙ σ(-x)`, with `σ` the sigmoid.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const logSigmoid: UnaryOp = (x) => applyUnary(logSigmoidPrimitive, x, 'floats');
