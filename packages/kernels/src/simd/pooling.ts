// The largest elements of windows and what goes with them: the reference's loops, compiled. A few images at a time.

import type { Kernels } from '../kernelSet';
import type { NdArray, TypedArray } from '../ndArray';
import * as reference from '../reference/maxPool';
import type { FourSizes } from '../reference/windows';
import { GEOMETRY_BYTES, writeGeometry } from './geometry';
import type { Simd } from './instance';
import { aligned, isOfFloats } from './linearMemory';
import { PIECE } from './pieces';

/** Fewer elements than this are done as soon by plain loops, which copy nothing: measured by bench/convolution.ts. */
const FEWEST_ELEMENTS = 64;

type Name = 'maxPool2d' | 'spreadToMaxima2d' | 'sumAtMaxima2d';

/** An array as it lies in the linear memory: where, and how many of its elements belong to an image. */
interface Part {
  readonly at: number;
  readonly size: number;
}

export function poolingBy({ exports, memory }: Simd): Pick<Kernels, Name> {
  /**
   * Runs over all images, in pieces. `arrays` are read, `output` is written, and `images` says how images and windows lie.
   * False where plain loops should do the work.
   */
  const run = (
    images: NdArray,
    outputs: NdArray,
    arrays: readonly NdArray[],
    output: NdArray,
    attrs: reference.Pooling,
    compute: (places: readonly number[], to: number, sums: number, geometry: number) => void,
  ): boolean => {
    const [batch, channels, height, width] = images.shape as FourSizes;
    const [, , outHeight, outWidth] = outputs.shape as FourSizes;
    if (images.data.length < FEWEST_ELEMENTS || !isOfFloats(output)) return false;
    const bytes = output.data.BYTES_PER_ELEMENT;
    const count = batch * channels;
    const together = Math.min(count, Math.ceil(PIECE / (height * width)));
    let next = aligned(memory.start + GEOMETRY_BYTES);
    const place = (array: { readonly data: TypedArray }): Part => {
      const part = { at: next, size: array.data.length / count };
      next = aligned(next + together * part.size * bytes);
      return part;
    };
    const parts = arrays.map(place);
    const to = place(output);
    const sums = next;
    if (!memory.reserve(sums + 8 * height * width)) return false;
    for (let first = 0; first < count; first += together) {
      const end = Math.min(first + together, count);
      writeGeometry(memory, [end - first, height, width, ...attrs.size, outHeight, outWidth], attrs);
      for (const [i, { at, size }] of parts.entries()) memory.write(arrays[i]!.data, at, first * size, end * size);
      compute(
        parts.map(({ at }) => at),
        to.at,
        sums,
        memory.start,
      );
      memory.read(to.at, output.data, first * to.size, end * to.size);
    }
    return true;
  };

  return {
    maxPool2d(x, output, attrs) {
      const pool = isSingle(output) ? exports.maxPool32 : exports.maxPool64;
      const isDone = run(x, output, [x], output, attrs, ([xAt], to, _sums, geometry) => pool(xAt!, to, geometry));
      if (!isDone) reference.maxPool2d(x, output, attrs);
    },

    sumAtMaxima2d(x, maxima, values, output, attrs) {
      const sum = isSingle(output) ? exports.sumAtMaxima32 : exports.sumAtMaxima64;
      const isDone = run(x, maxima, [x, maxima, values], output, attrs, ([xAt, maximaAt, valuesAt], to, _, geometry) =>
        sum(xAt!, maximaAt!, valuesAt!, to, geometry),
      );
      if (!isDone) reference.sumAtMaxima2d(x, maxima, values, output, attrs);
    },

    spreadToMaxima2d(x, maxima, values, output, attrs) {
      const spread = isSingle(output) ? exports.spreadToMaxima32 : exports.spreadToMaxima64;
      const isDone = run(
        x,
        maxima,
        [x, maxima, values],
        output,
        attrs,
        ([xAt, maximaAt, valuesAt], to, sums, geometry) => spread(xAt!, maximaAt!, valuesAt!, to, sums, geometry),
      );
      if (!isDone) reference.spreadToMaxima2d(x, maxima, values, output, attrs);
    },
  };
}

function isSingle({ data }: NdArray): boolean {
  return data instanceof Float32Array;
}
