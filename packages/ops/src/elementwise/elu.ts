import { apply, type Primitive, type Shape, type Tensor, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { leak } from '../leak';
import { checkNumber, checkOperand } from '../operands';
import { abs } from './abs';
import { exp } from './exp';
import { neg } from './neg';
import { relu } from './relu';

interface EluAttrs {
  readonly alpha: number;
}

const eluPrimitive: Primitive<Unary, EluAttrs> = {
  name: 'elu',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output, { alpha }) => kernels.elu(x, output, alpha),
  vjp: ([x], _output, { alpha }) => [(cotangent) => chain(leak(cotangent, x, alpha), decay(x))],
  jvp: ([x], _output, { alpha }) => [(tangent) => chain(leak(tangent, x, alpha), decay(x))],
  kinkDistance: ([x]) => abs(x),
};

/**
 * Exponential linear unit `y = x where x > 0, else α (eˣ - 1)`, elementwise; NaN stays NaN.
 *
 * VJP: `x̄ = ȳ where x > 0, else ȳ ⊙ α eˣ`. Subgradient: slope `α` at 0, and of that slope 0.
 * @throws DTypeError if `x` is not of a float dtype.
 * @throws PullbackError if `alpha` is NaN.
 */
export function elu<S extends Shape>(x: Tensor<S>, alpha = 1): Tensor<S> {
  checkOperand('elu', x, 'floats');
  checkNumber('elu', 'alpha', alpha);
  return apply(eluPrimitive, [x], Object.freeze({ alpha }));
}

/** `e^min(x, 0)`: 1 where `x > 0`, where `eˣ` could be infinite. */
function decay(x: Tensor): Tensor {
  return exp(neg(relu(neg(x))));
}
