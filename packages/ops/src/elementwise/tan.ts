import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { add } from './add';
import { square } from './square';

const tanPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'tan',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.tan(x, output),
  vjp: (_inputs, output) => [(cotangent) => chain(cotangent, add(square(output), 1))],
  jvp: (_inputs, output) => [(tangent) => chain(tangent, add(square(output), 1))],
};

/**
 * Tangent `y = tan x` of radians, elementwise; NaN at ±∞.
 *
 * VJP: `x̄ = ȳ ⊙ (1 + y²)`.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const tan: UnaryOp = (x) => applyUnary(tanPrimitive, x, 'floats');
