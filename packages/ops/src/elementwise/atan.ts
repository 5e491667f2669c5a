import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chainInverse } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { add } from './add';
import { square } from './square';

const atanPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'atan',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.atan(x, output),
  vjp: ([x]) => [(cotangent) => chainInverse(cotangent, add(square(x), 1))],
  jvp: ([x]) => [(tangent) => chainInverse(tangent, add(square(x), 1))],
};

/**
 * Arctangent `y = arctan x` in radians, from -π/2 to π/2, elementwise.
 *
 * VJP: `x̄ = ȳ / (1 + x²)`.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const atan: UnaryOp = (x) => applyUnary(atanPrimitive, x, 'floats');
