import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { applyUnary, type UnaryOp } from '../operands';
import { exp } from './exp';
import { mul } from './mul';
import { neg } from './neg';
import { square } from './square';

const TWO_BY_ROOT_PI = 2 / Math.sqrt(Math.PI);

const erfPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'erf',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.erf(x, output),
  vjp: ([x]) => [(cotangent) => chain(cotangent, mul(exp(neg(square(x))), TWO_BY_ROOT_PI))],
  jvp: ([x]) => [(tangent) => chain(tangent, mul(exp(neg(square(x))), TWO_BY_ROOT_PI))],
};

/**
 * Error function `y = 2/√π ∫₀ˣ e^(-t²) dt`, elementwise, to within 3 units in the last place.
 *
 * VJP: `x̄ = ȳ ⊙ 2/√π e^(-x²)`.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const erf: UnaryOp = (x) => applyUnary(erfPrimitive, x, 'floats');
