import { kernels } from '@pullback/kernels';
import { apply } from './apply';
import { type NoAttrs, noAttrs, type Primitive, type Unary } from './primitive';
import type { Shape } from './shapeTypes';
import type { Tensor } from './tensor';

const stopGradientPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'stopGradient',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.copy(x, output),
};

/** The value of `x`, as a constant: no cotangent flows back through it. */
export function stopGradient<S extends Shape>(x: Tensor<S>): Tensor<S> {
  return apply(stopGradientPrimitive, [x], noAttrs);
}
