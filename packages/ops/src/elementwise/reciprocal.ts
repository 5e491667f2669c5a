import { Binding, type NoAttrs, type Primitive, type Unary, within } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { neg } from './neg';
import { square } from './square';

const reciprocalPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'reciprocal',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.reciprocal(x, output),
  vjp: (_inputs, output) => [(cotangent) => neg(chain(cotangent, square(output)))],
  jvp: (_inputs, output) => [(tangent) => neg(chain(tangent, square(output)))],
  notation: ([x]) => ({ text: `1 / ${within(x!, Binding.Prefix)}`, binding: Binding.Product }),
};

/**
 * Reciprocal `y = 1 / x`, elementwise; ±∞ at ±0.
 *
 * VJP: `x̄ = -ȳ ⊙ y²`.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const reciprocal: UnaryOp = (x) => applyUnary(reciprocalPrimitive, x, 'floats');
