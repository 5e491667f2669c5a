// Kernels that only move elements: each output element is read from the place its strides point to.

import { broadcastStrides, type NdArray, stridesOf, walk } from '../ndArray';

/** `output = x` stretched to the output's shape. */
export function broadcastTo(x: NdArray, output: NdArray): void {
  if (x.data.length === 1) output.data.fill(x.data[0]!);
  else read(x, broadcastStrides(x.shape, output.shape), output);
}

/** `output` has the axes of `x` in the order of `permutation`: axis `i` of the output is axis `permutation[i]` of `x`. */
export function transpose(x: NdArray, output: NdArray, permutation: readonly number[]): void {
  const strides = stridesOf(x.shape);
  const permuted = permutation.map((axis) => strides[axis]!);
  read(x, permuted, output);
}

/** Fills `output` row by row, reading each row of `x` with the step of the last axis. */
function read(x: NdArray, strides: readonly number[], { shape, data: out }: NdArray): void {
  if (out.length === 0) return;
  const source = x.data;
  const count = shape.at(-1) ?? 1;
  const step = strides.at(-1) ?? 0;
  walk(shape.slice(0, -1), strides, strides, (row, from) => {
    const at = row * count;
    for (let i = 0; i < count; i++) out[at + i] = source[from + i * step]!;
  });
}
