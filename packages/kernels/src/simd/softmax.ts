// Softmax and its relatives over the last axes of float32, computed in float64 and rounded once. Where one element outweighs
// all others, its logSoftmax is tiny, and right to some 1e-16: that is its absolute error, in every set.

import type { Kernels } from '../kernelSet';
import type { NdArray } from '../ndArray';
import { logSoftmax, logSumExp, softmax } from '../reference/softmax';
import type { Simd } from './instance';
import { aligned } from './linearMemory';

/** Fewer elements than this are done as soon by plain loops, which copy nothing: measured by bench/elementwise.ts. */
const FEWEST_ELEMENTS = 16;

const reference = { logSoftmax, logSumExp, softmax };

type Name = keyof typeof reference;

export function softmaxBy({ exports, memory }: Simd): Pick<Kernels, Name> {
  const by = (name: Name): Kernels[Name] => {
    const run = exports[`${name}32`];
    const plain = reference[name];
    return (x: NdArray, output: NdArray, axes: readonly number[]): void => {
      const { shape, data } = x;
      if (data.length < FEWEST_ELEMENTS || !(data instanceof Float32Array)) {
        plain(x, output, axes);
        return;
      }
      const kept = shape.length - axes.length;
      const areLast = axes.every((axis, i) => axis === kept + i);
      let rows = 1;
      for (let axis = 0; axis < kept; axis++) rows *= shape[axis]!;
      const count = data.length / rows;
      const from = memory.start;
      const to = aligned(from + data.byteLength);
      const exponentials = aligned(to + output.data.byteLength);
      if (!areLast || !memory.reserve(exponentials + 8 * (count + 4))) {
        plain(x, output, axes);
        return;
      }
      memory.write(data, from);
      run(from, to, rows, count, exponentials);
      memory.read(to, output.data);
    };
  };
  return { logSoftmax: by('logSoftmax'), logSumExp: by('logSumExp'), softmax: by('softmax') };
}
