// What the tests of the SIMD kernels share: floats of any size and dtype, and the reference's answer beside theirs.

import { type NdArray, useReference, useSimd } from '@pullback/kernels';
import type { Shape } from './support';

/** With relaxed SIMD, and without. */
export const SIMD_SETS = ['relaxed', 'plain'] as const;

let isRelaxed = true;

/** Says with which of them the tests of a block run. */
export function testWith(set: (typeof SIMD_SETS)[number]): void {
  beforeEach(() => {
    isRelaxed = set === 'relaxed';
  });
}

/** Puts the SIMD kernels under test to use. */
export function useTestedSimd(): void {
  useSimd({ relaxed: isRelaxed });
}

/** Every remainder of a vector, a tile or a cache line. What is small goes to the reference: see each kernel's FEWEST. */
export const LANE_SIZES = [...Array(20).keys(), 63, 64, 65];

export type Floats = 'float32' | 'float64';

const ARRAYS = { float32: Float32Array, float64: Float64Array };

export function floats(dtype: Floats, shape: Shape, next: () => number): NdArray {
  const data = new ARRAYS[dtype](shape.reduce((product, size) => product * size, 1));
  return { shape, data: data.map(next) as Float32Array };
}

let state = 7;

/** Numbers from -1 to 1, the same in every run (a Lehmer generator). */
export function random(): number {
  state = (state * 48271) % 0x7fffffff;
  return (state / 0x7fffffff) * 2 - 1;
}

/** An array like another, full of what a kernel must overwrite. */
export function blank(dtype: Floats, shape: Shape): NdArray {
  return floats(dtype, shape, () => 12345);
}

type Run = (output: NdArray) => void;

/** What the set gives, and what the reference gives in float64, from the same inputs. */
export function bothSets(dtype: Floats, shape: Shape, run: Run): { simd: NdArray; reference: NdArray } {
  const simd = blank(dtype, shape);
  const reference = blank('float64', shape);
  useTestedSimd();
  run(simd);
  useReference();
  run(reference);
  return { simd, reference };
}

/** Each number is the same to the bit; faster than toEqual where there are many. */
export function expectSame(found: NdArray, expected: NdArray): void {
  const at = found.data.findIndex((value, i) => !Object.is(value, expected.data[i]));
  expect({ at, value: found.data[at], shape: found.shape }).toEqual({
    at: -1,
    value: undefined,
    shape: expected.shape,
  });
}

/** The largest of `|simd - reference| / (u scale)`, where `u` is half the distance from 1 to the next number. */
export function largestError(dtype: Floats, simd: NdArray, reference: NdArray, scale: NdArray): number {
  const u = dtype === 'float32' ? 2 ** -24 : 2 ** -53;
  let largest = 0;
  simd.data.forEach((value, i) => {
    const difference = Math.abs(value - reference.data[i]!);
    if (difference > 0) largest = Math.max(largest, difference / (u * scale.data[i]!));
    if (Number.isNaN(difference)) largest = Number.POSITIVE_INFINITY;
  });
  return largest;
}
