import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chainInverse } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { add } from './add';
import { mul } from './mul';
import { sqrt } from './sqrt';
import { sub } from './sub';

const asinPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'asin',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.asin(x, output),
  // (1 - x) (1 + x) rather than 1 - x², which loses digits near ±1.
  vjp: ([x]) => [(cotangent) => chainInverse(cotangent, sqrt(mul(sub(1, x), add(x, 1))))],
  jvp: ([x]) => [(tangent) => chainInverse(tangent, sqrt(mul(sub(1, x), add(x, 1))))],
};

/**
 * Arcsine `y = arcsin x` in radians, from -π/2 to π/2, elementwise; NaN outside `[-1, 1]`.
 *
 * VJP: `x̄ = ȳ / √(1 - x²)`, infinite at ±1.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const asin: UnaryOp = (x) => applyUnary(asinPrimitive, x, 'floats');
