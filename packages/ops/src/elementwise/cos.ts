import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { neg } from './neg';
import { sin } from './sin';

const cosPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'cos',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.cos(x, output),
  vjp: ([x]) => [(cotangent) => neg(chain(cotangent, sin(x)))],
  jvp: ([x]) => [(tangent) => neg(chain(tangent, sin(x)))],
};

/**
 * Cosine `y = cos x` of radians, elementwise; NaN at ±∞.
 *
 * VJP: `x̄ = -ȳ ⊙ sin x`.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const cos: UnaryOp = (x) => applyUnary(cosPrimitive, x, 'floats');
