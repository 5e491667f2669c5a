import { kernels } from '@pullback/kernels';
import { apply } from './apply';
import { type NoAttrs, noAttrs, type Primitive, type Unary } from './primitive';
import type { Shape } from './shapeTypes';
import type { Tensor } from './tensor';
import { type Mirror, mapLeaves, type Tree } from './tree';

const stopGradientPrimitive: Primitive<Unary, NoAttrs> = {
  name: 'stopGradient',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output) => kernels.copy(x, output),
  flop: () => 0,
};

/** The value of `x`, or of each tensor in it, as a constant: no cotangent flows back through it, no tangent forward. */
export function stopGradient<S extends Shape>(x: Tensor<S>): Tensor<S>;
export function stopGradient<const T extends Tree>(x: T): Mirror<T>;
export function stopGradient(x: Tree): Tree {
  return mapLeaves(x, (leaf) => apply(stopGradientPrimitive, [leaf], noAttrs));
}
