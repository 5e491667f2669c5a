import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chainInverse } from '../chain';
import { oneLessSquare } from '../oneLessSquare';
import { applyUnary, type UnaryOp } from '../operands';
import { sqrt } from './sqrt';

const asinPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'asin',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.asin(x, output),
  vjp: ([x]) => [(cotangent) => chainInverse(cotangent, sqrt(oneLessSquare(x)))],
  jvp: ([x]) => [(tangent) => chainInverse(tangent, sqrt(oneLessSquare(x)))],
};

/**
 * Arcsine `y = arcsin x` in radians, from -π/2 to π/2, elementwise; NaN outside `[-1, 1]`.
 *
 * VJP: `x̄ = ȳ / √(1 - x²)`, infinite at ±1.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const asin: UnaryOp = (x) => applyUnary(asinPrimitive, x, 'floats');
