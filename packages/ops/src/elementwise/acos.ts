import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chainInverse } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { add } from './add';
import { mul } from './mul';
import { neg } from './neg';
import { sqrt } from './sqrt';
import { sub } from './sub';

const acosPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'acos',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.acos(x, output),
  // (1 - x) (1 + x) rather than 1 - x², which loses digits near ±1.
  vjp: ([x]) => [(cotangent) => neg(chainInverse(cotangent, sqrt(mul(sub(1, x), add(x, 1)))))],
  jvp: ([x]) => [(tangent) => neg(chainInverse(tangent, sqrt(mul(sub(1, x), add(x, 1)))))],
};

/**
 * Arccosine `y = arccos x` in radians, from 0 to π, elementwise; NaN outside `[-1, 1]`.
 *
 * VJP: `x̄ = -ȳ / √(1 - x²)`, infinite at ±1.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const acos: UnaryOp = (x) => applyUnary(acosPrimitive, x, 'floats');
