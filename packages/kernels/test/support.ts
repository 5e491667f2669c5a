// Arrays for the kernels to work on, and the slow and obvious way to walk them.

import type { NdArray } from '@pullback/kernels';

export type Shape = readonly number[];

const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);

export function arrayOf(shape: Shape, numbers: Iterable<number>): NdArray {
  return { shape, data: Float64Array.from(numbers) };
}

export function vector(...numbers: number[]): NdArray {
  return arrayOf([numbers.length], numbers);
}

let state = 1;

/** Whole numbers from -8 to 8, so that sums are exact in any order. The same in every run (a Lehmer generator). */
export function wholeNumbers(...shape: number[]): NdArray {
  const next = () => {
    state = (state * 48271) % 0x7fffffff;
    return (state % 17) - 8;
  };
  return arrayOf(shape, Array.from({ length: sizeOf(shape) }, next));
}

/** An output full of what a kernel must overwrite. */
export function unwritten(...shape: number[]): NdArray {
  return arrayOf(shape, new Float64Array(sizeOf(shape)).fill(Number.NaN));
}

/** Every index of a shape, in row-major order. */
export function indicesOf(shape: Shape): number[][] {
  return shape.reduce<number[][]>(
    (indices, size) => indices.flatMap((index) => Array.from({ length: size }, (_, i) => [...index, i])),
    [[]],
  );
}

export function elementAt({ shape, data }: NdArray, index: readonly number[]): number {
  return data[index.reduce((position, i, axis) => position * shape[axis]! + i, 0)]!;
}

/** The element that broadcasting puts at an index of the larger shape. */
export function broadcastElementAt(x: NdArray, index: readonly number[]): number {
  const own = index.slice(index.length - x.shape.length);
  return elementAt(
    x,
    own.map((i, axis) => (x.shape[axis] === 1 ? 0 : i)),
  );
}
