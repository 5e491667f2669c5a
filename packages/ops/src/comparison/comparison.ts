import { type Binary, broadcastShapes, type NoAttrs, type Primitive } from '@pullback/core';
import type { NdArray } from '@pullback/kernels';

/** A primitive with masks for output. It has no VJP: what it answers changes in jumps. */
export function comparison(
  name: string,
  kernel: (a: NdArray, b: NdArray, output: NdArray) => void,
): Primitive<Binary, NoAttrs> {
  return {
    name,
    outputShape: ([a, b]) => broadcastShapes(name, a.shape, b.shape),
    outputDType: () => 'bool',
    kernel: ([a, b], output) => kernel(a, b, output),
  };
}
