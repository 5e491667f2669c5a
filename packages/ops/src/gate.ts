import { apply, atom, type Binary, type NoAttrs, noAttrs, type Primitive, product, type Tensor } from '@pullback/core';
import { kernels } from '@pullback/kernels';

const gatePrimitive: Primitive<Binary, NoAttrs> = {
  name: 'gate',
  outputShape: ([x]) => x.shape,
  kernel: ([x, by], output) => kernels.gate(x, by, output),
  // Where the gate opens does not depend smoothly on `by`.
  vjp: ([, by]) => [(cotangent) => gate(cotangent, by), null],
  jvp: ([, by]) => [(tangent) => gate(tangent, by), null],
  notation: ([x, by]) => product([x!, atom(`[${by!.text} > 0]`)], noAttrs),
};

/**
 * `y = x where by > 0, else 0`, for `x` and `by` of one shape: what relu does to a cotangent.
 * VJP: `x̄ = ȳ ⊙ [by > 0]`.
 */
export function gate(x: Tensor, by: Tensor): Tensor {
  return apply(gatePrimitive, [x, by], noAttrs);
}
