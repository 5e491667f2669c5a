// Reading and writing at indices along one axis. `inner` elements lie together within each index.

import type { NdArray } from '../ndArray';

/** `output[…, j, …] = x[…, indices[j], …]`, where the axis of `x` gives way to those of `indices`. */
export function gather(x: NdArray, indices: NdArray, { data: out }: NdArray, axis: number): void {
  const size = x.shape[axis]!;
  const inner = innerOf(x.shape, axis);
  const at = indices.data;
  const source = x.data;
  // The j-th index reads the same place in every block of `size · inner`.
  for (let to = 0, block = 0; to < out.length; block += size * inner) {
    for (let j = 0; j < at.length; j++) {
      const from = block + at[j]! * inner;
      for (let i = 0; i < inner; i++) out[to++] = source[from + i]!;
    }
  }
}

/** `output = x`, then `output[…, indices[j], …] += updates[…, j, …]` for each `j` in turn. */
export function scatterAdd(x: NdArray, indices: NdArray, updates: NdArray, output: NdArray, axis: number): void {
  const size = x.shape[axis]!;
  const inner = innerOf(x.shape, axis);
  const at = indices.data;
  const y = updates.data;
  const out = output.data;
  out.set(x.data);
  for (let from = 0, block = 0; from < y.length; block += size * inner) {
    for (let j = 0; j < at.length; j++) {
      const to = block + at[j]! * inner;
      for (let i = 0; i < inner; i++) out[to + i]! += y[from++]!;
    }
  }
}

function innerOf(shape: readonly number[], axis: number): number {
  let inner = 1;
  for (let i = axis + 1; i < shape.length; i++) inner *= shape[i]!;
  return inner;
}
