import {
  apply,
  atom,
  type Binary,
  choice,
  formatFloat,
  noAttrs,
  type Primitive,
  product,
  type Tensor,
} from '@pullback/core';
import { kernels } from '@pullback/kernels';

interface LeakAttrs {
  readonly slope: number;
}

const leakPrimitive: Primitive<Binary, LeakAttrs> = {
  name: 'leak',
  outputShape: ([x]) => x.shape,
  kernel: ([x, by], output, { slope }) => kernels.leak(x, by, output, slope),
  // Where it leaks does not depend smoothly on `by`.
  vjp: ([, by], _output, { slope }) => [(cotangent) => leak(cotangent, by, slope), null],
  jvp: ([, by], _output, { slope }) => [(tangent) => leak(tangent, by, slope), null],
  notation: ([x, by], { slope }) =>
    choice([atom(`[${by!.text} > 0]`), x!, product([atom(formatFloat(slope)), x!], noAttrs)], noAttrs),
};

/**
 * `y = x where by > 0, else slope · x`, for `x` and `by` of one shape: a gate that leaks. An exact 0 if `slope` is 0.
 * VJP: `x̄ = ȳ where by > 0, else slope · ȳ`.
 */
export function leak(x: Tensor, by: Tensor, slope: number): Tensor {
  return apply(leakPrimitive, [x, by], Object.freeze({ slope }));
}
