// Elementwise kernels of two arrays. One driver broadcasts; each kernel is the loop that it drives.

import { broadcastStrides, type NdArray, type TypedArray, walk } from '../ndArray';

/**
 * Computes `count` neighbouring outputs from `out[at]` on. Each operand starts at its own place and advances by its
 * step: 1, or 0 where it is stretched.
 */
type Run = (
  x: TypedArray,
  xAt: number,
  xStep: number,
  y: TypedArray,
  yAt: number,
  yStep: number,
  out: TypedArray,
  at: number,
  count: number,
) => void;

type BinaryKernel = (a: NdArray, b: NdArray, output: NdArray) => void;

/** `output = a + b`, broadcasting. */
export const add = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) out[at + i] = x[xAt + i * xStep]! + y[yAt + i * yStep]!;
});

/** `output = a - b`, broadcasting. */
export const sub = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) out[at + i] = x[xAt + i * xStep]! - y[yAt + i * yStep]!;
});

/** `output = a b` elementwise, broadcasting; int32 wraps around. */
export const mul = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  if (out instanceof Int32Array) {
    // The low bits of a long product, which float64 would round away.
    for (let i = 0; i < count; i++) out[at + i] = Math.imul(x[xAt + i * xStep]!, y[yAt + i * yStep]!);
    return;
  }
  for (let i = 0; i < count; i++) out[at + i] = x[xAt + i * xStep]! * y[yAt + i * yStep]!;
});

/** `output = a / b` elementwise, broadcasting. */
export const div = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) out[at + i] = x[xAt + i * xStep]! / y[yAt + i * yStep]!;
});

/** `output = a where b > 0, else 0`, broadcasting: an exact 0, even where `a` is infinite or NaN. */
export const gate = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) out[at + i] = y[yAt + i * yStep]! > 0 ? x[xAt + i * xStep]! : 0;
});

function broadcasting(run: Run): BinaryKernel {
  return (a, b, output) => {
    const x = a.data;
    const y = b.data;
    const out = output.data;
    const size = out.length;
    if (size === 0) return;
    const isStretchedX = x.length < size;
    const isStretchedY = y.length < size;
    const isOneRun = (!isStretchedX || x.length === 1) && (!isStretchedY || y.length === 1);
    if (isOneRun) run(x, 0, isStretchedX ? 0 : 1, y, 0, isStretchedY ? 0 : 1, out, 0, size);
    else rowByRow(run, a, b, output);
  };
}

/** One run for each row along the last axis. */
function rowByRow(run: Run, a: NdArray, b: NdArray, { shape, data: out }: NdArray): void {
  const last = shape.length - 1;
  const count = shape[last]!;
  const xStrides = broadcastStrides(a.shape, shape);
  const yStrides = broadcastStrides(b.shape, shape);
  walk(shape.slice(0, last), xStrides, yStrides, (row, xAt, yAt) => {
    run(a.data, xAt, xStrides[last]!, b.data, yAt, yStrides[last]!, out, row * count, count);
  });
}
