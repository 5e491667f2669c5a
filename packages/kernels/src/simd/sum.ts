// Sums and means of float32 over the first axes or the last, accumulated in float64 and rounded once.

import type { Kernels } from '../kernelSet';
import type { NdArray } from '../ndArray';
import { mean, sum } from '../reference/sum';
import type { Simd } from './instance';
import { aligned } from './linearMemory';

/** Fewer elements than this are done as soon by plain loops, which copy nothing: measured by bench/elementwise.ts. */
const FEWEST_ELEMENTS = 128;

export function sumsBy({ exports, memory }: Simd): Pick<Kernels, 'mean' | 'sum'> {
  const by = (plain: Kernels['sum'], isMean: boolean): Kernels['sum'] => {
    return (x: NdArray, output: NdArray, axes: readonly number[]): void => {
      const { data } = x;
      if (data.length < FEWEST_ELEMENTS || !(data instanceof Float32Array)) {
        plain(x, output, axes);
        return;
      }
      const count = output.data.length;
      const first = axes.length === 0 ? -1 : axes[0]!;
      const isOneRun = axes.every((axis, i) => axis === first + i);
      const areLast = isOneRun && first + axes.length === x.shape.length;
      const areFirst = isOneRun && first === 0;
      const from = memory.start;
      const to = aligned(from + data.byteLength);
      if (!(areLast || areFirst) || !memory.reserve(to + output.data.byteLength)) {
        plain(x, output, axes);
        return;
      }
      const terms = data.length / count;
      memory.write(data, from);
      if (areLast) exports.sumOfRows32(from, to, count, terms, isMean ? terms : 1);
      else exports.sumOfColumns32(from, to, terms, count, isMean ? terms : 1);
      memory.read(to, output.data);
    };
  };
  return { mean: by(mean, true), sum: by(sum, false) };
}
