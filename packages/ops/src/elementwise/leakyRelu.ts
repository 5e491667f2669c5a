import { apply, type Primitive, type Shape, type Tensor, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { leak } from '../leak';
import { checkNumber, checkOperand } from '../operands';
import { abs } from './abs';

interface LeakyReluAttrs {
  readonly slope: number;
}

const leakyReluPrimitive: Primitive<Unary, LeakyReluAttrs> = {
  name: 'leakyRelu',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output, { slope }) => kernels.leakyRelu(x, output, slope),
  vjp: ([x], _output, { slope }) => [(cotangent) => leak(cotangent, x, slope)],
  jvp: ([x], _output, { slope }) => [(tangent) => leak(tangent, x, slope)],
  kinkDistance: ([x]) => abs(x),
};

/**
 * Leaky rectified linear unit `y = x where x > 0, else slope · x`, elementwise; NaN stays NaN.
 *
 * VJP: `x̄ = ȳ where x > 0, else slope · ȳ`. Subgradient: `slope` at 0.
 * @throws DTypeError if `x` is not of a float dtype.
 * @throws PullbackError if `slope` is NaN.
 */
export function leakyRelu<S extends Shape>(x: Tensor<S>, slope = 0.01): Tensor<S> {
  checkOperand('leakyRelu', x, 'floats');
  checkNumber('leakyRelu', 'the slope', slope);
  return apply(leakyReluPrimitive, [x], Object.freeze({ slope }));
}
