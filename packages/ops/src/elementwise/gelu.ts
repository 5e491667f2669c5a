import { apply, type Primitive, PullbackError, type Shape, spell, type Tensor, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { normalDensity, normalProbability } from '../normal';
import { checkOperand } from '../operands';
import { add } from './add';
import { mul } from './mul';
import { sigmoid } from './sigmoid';
import { square } from './square';
import { sub } from './sub';

export interface GeluOptions {
  /** `'tanh'` for the cheaper formula that some published models were trained with. */
  readonly approximation?: 'none' | 'tanh';
}

type GeluAttrs = Readonly<Required<GeluOptions>>;

const geluPrimitive: Primitive<Unary, GeluAttrs> = {
  name: 'gelu',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output, { approximation }) =>
    approximation === 'none' ? kernels.gelu(x, output) : kernels.geluTanh(x, output),
  vjp: ([x], output, attrs) => [(cotangent) => chain(cotangent, slopeOf(x, output, attrs))],
  jvp: ([x], output, attrs) => [(tangent) => chain(tangent, slopeOf(x, output, attrs))],
};

const EXACT: GeluAttrs = Object.freeze({ approximation: 'none' });
const TANH: GeluAttrs = Object.freeze({ approximation: 'tanh' });

/**
 * Gaussian error linear unit `y = x ⊙ Φ(x)`, elementwise, with `Φ(x) = (1 + erf(x/√2)) / 2`. The approximation has
 * `Φ(x) ≈ (1 + tanh u) / 2`, `u = √(2/π) (x + 0.044715 x³)`.
 *
 * VJP: `x̄ = ȳ ⊙ (Φ(x) + x ⊙ φ(x))`, with `φ(x) = e^(-x²/2) / √(2π)`; of the approximation, with `Φ = σ(2u)` and
 * `φ = 2u′ ⊙ Φ ⊙ (1 - Φ)`.
 * From D. Hendrycks and K. Gimpel, Gaussian error linear units, arXiv:1606.08415.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export function gelu<S extends Shape>(x: Tensor<S>, { approximation = 'none' }: GeluOptions = {}): Tensor<S> {
  checkOperand('gelu', x, 'floats');
  if (approximation !== 'none' && approximation !== 'tanh') {
    throw new PullbackError(`gelu: the approximation must be 'none' or 'tanh', got ${spell(approximation)}.`);
  }
  return apply(geluPrimitive, [x], approximation === 'none' ? EXACT : TANH);
}

function slopeOf(x: Tensor, output: Tensor, { approximation }: GeluAttrs): Tensor {
  return approximation === 'none' ? exactSlope(x) : tanhSlope(x, output);
}

function exactSlope(x: Tensor): Tensor {
  // At ±∞ the exact 0 of φ wins.
  return add(normalProbability(x), chain(normalDensity(x), x));
}

function tanhSlope(x: Tensor, output: Tensor): Tensor {
  const scale = 2 * Math.sqrt(2 / Math.PI);
  const cubed = mul(square(x), scale * 0.044715);
  // (1 + tanh u) / 2 = σ(2u), which keeps its digits far below 0.
  const gain = sigmoid(mul(x, add(cubed, scale)));
  // At ∞ the exact 0 of 1 - σ wins, at -∞ that of the output.
  return add(gain, chain(chain(sub(1, gain), output), add(mul(cubed, 3), scale)));
}
