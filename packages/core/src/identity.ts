import { kernels } from '@pullback/kernels';
import { apply } from './apply';
import { type NoAttrs, noAttrs, type Primitive, type Unary } from './primitive';
import type { Shape } from './shapeTypes';
import type { Tensor } from './tensor';

const identityPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'identity',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.copy(x, output),
  vjp: () => [(cotangent) => cotangent],
  jvp: () => [(tangent) => tangent],
  flop: () => 0,
};

/**
 * A tensor equal to `x` that is another tensor to the tape, so that a function's argument can be told from the same
 * tensor used inside it.
 * VJP: `x̄ = ȳ`.
 */
export function identity<S extends Shape>(x: Tensor<S>): Tensor<S> {
  const y = apply<Unary, NoAttrs, S>(identityPrimitive, [x], noAttrs);
  return x.name === undefined ? y : y.named(x.name);
}
