// Kernels that only move elements: strides say where each is read, or where it is written.

import { broadcastStrides, type NdArray, stridesOf, walk } from '../ndArray';

/** `output = x` stretched to the output's shape. */
export function broadcastTo(x: NdArray, output: NdArray): void {
  if (x.data.length === 1) output.data.fill(x.data[0]!);
  else read(x, 0, broadcastStrides(x.shape, output.shape), output);
}

/** `output` has the axes of `x` in the order of `permutation`: axis `i` of the output is axis `permutation[i]` of `x`. */
export function transpose(x: NdArray, output: NdArray, permutation: readonly number[]): void {
  const strides = stridesOf(x.shape);
  const permuted = permutation.map((axis) => strides[axis]!);
  read(x, 0, permuted, output);
}

/** `output[i, …] = x[starts[0] + i steps[0], …]`; the output's shape says how many along each axis. */
export function slice(x: NdArray, output: NdArray, starts: readonly number[], steps: readonly number[]): void {
  const strides = stridesOf(x.shape);
  read(x, offsetOf(starts, strides), scaled(strides, steps), output);
}

/** The transpose of `slice`: `output[starts[0] + i steps[0], …] = x[i, …]`, and `value` everywhere else. */
export function place(
  x: NdArray,
  output: NdArray,
  starts: readonly number[],
  steps: readonly number[],
  value: number,
): void {
  output.data.fill(value);
  const strides = stridesOf(output.shape);
  write(x, output, offsetOf(starts, strides), scaled(strides, steps));
}

function offsetOf(starts: readonly number[], strides: readonly number[]): number {
  return starts.reduce((offset, start, axis) => offset + start * strides[axis]!, 0);
}

function scaled(strides: readonly number[], steps: readonly number[]): number[] {
  return strides.map((stride, axis) => stride * steps[axis]!);
}

/** Fills `output` row by row, reading each row of `x` with the step of the last axis, the first element at `offset`. */
function read(x: NdArray, offset: number, strides: readonly number[], { shape, data: out }: NdArray): void {
  if (out.length === 0) return;
  const source = x.data;
  const count = shape.at(-1) ?? 1;
  const step = strides.at(-1) ?? 0;
  walk(shape.slice(0, -1), strides, strides, (row, rowAt) => {
    const at = row * count;
    const from = offset + rowAt;
    for (let i = 0; i < count; i++) out[at + i] = source[from + i * step]!;
  });
}

/** Reads `x` row by row, writing each row into `output` with the step of the last axis, the first element at `offset`. */
function write({ shape, data: x }: NdArray, output: NdArray, offset: number, strides: readonly number[]): void {
  if (x.length === 0) return;
  const out = output.data;
  const count = shape.at(-1) ?? 1;
  const step = strides.at(-1) ?? 0;
  walk(shape.slice(0, -1), strides, strides, (row, rowAt) => {
    const at = row * count;
    const to = offset + rowAt;
    for (let i = 0; i < count; i++) out[to + i * step] = x[at + i]!;
  });
}
