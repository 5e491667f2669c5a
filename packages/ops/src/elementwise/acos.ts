import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chainInverse } from '../chain';
import { oneLessSquare } from '../oneLessSquare';
import { applyUnary, type UnaryOp } from '../operands';
import { neg } from './neg';
import { sqrt } from './sqrt';

const acosPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'acos',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.acos(x, output),
  vjp: ([x]) => [(cotangent) => neg(chainInverse(cotangent, sqrt(oneLessSquare(x))))],
  jvp: ([x]) => [(tangent) => neg(chainInverse(tangent, sqrt(oneLessSquare(x))))],
};

/**
 * Arccosine `y = arccos x` in radians, from 0 to π, elementwise; NaN outside `[-1, 1]`.
 *
 * VJP: `x̄ = -ȳ / √(1 - x²)`, infinite at ±1.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const acos: UnaryOp = (x) => applyUnary(acosPrimitive, x, 'floats');
