// The driver of elementwise kernels of two arrays: it broadcasts, and each kernel is the loop that it drives.

import { broadcastStrides, type NdArray, type TypedArray, walk } from '../ndArray';

/**
 * Computes `count` neighbouring outputs from `out[at]` on. Each operand starts at its own place and advances by its
 * step: 1, or 0 where it is stretched.
 */
export type Run = (
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

export type BinaryKernel = (a: NdArray, b: NdArray, output: NdArray) => void;

/** The kernel that runs `run` over operands broadcast to each other. */
export function broadcasting(run: Run): BinaryKernel {
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
