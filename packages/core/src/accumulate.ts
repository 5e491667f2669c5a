import { kernels } from '@pullback/kernels';
import { apply } from './apply';
import { Binding, infix } from './notation';
import { type Binary, type NoAttrs, noAttrs, type Primitive } from './primitive';
import type { Tensor } from './tensor';

const accumulatePrimitive: Primitive<Binary, NoAttrs> = {
  name: 'accumulate',
  outputShape: ([a]) => a.shape,
  kernel: ([a, b], output) => kernels.add(a, b, output),
  vjp: () => [(cotangent) => cotangent, (cotangent) => cotangent],
  jvp: () => [(tangent) => tangent, (tangent) => tangent],
  notation: infix(' + ', Binding.Sum),
};

/**
 * The sum of two cotangents of one value, which backward takes at a fan-out. Shapes are equal.
 * VJP: `ā = b̄ = ȳ`.
 */
export function accumulate(a: Tensor, b: Tensor): Tensor {
  return apply(accumulatePrimitive, [a, b], noAttrs);
}
