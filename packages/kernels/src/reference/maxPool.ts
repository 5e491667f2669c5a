// The largest element of each window, and the two linear maps that go with the choice. Ties are all chosen, and so is
// every NaN: it wins over numbers. Padding never is.

import type { NdArray } from '../ndArray';
import { endWithin, type FourSizes, firstWithin, type Pair, type Windows, windowAt } from './windows';

/** Windows of this size, each within one channel. */
export interface Pooling extends Windows {
  readonly size: Pair;
}

/** `output[…, i, j] =` the largest element of `x` in window `[i, j]`; NaN if there is one. */
export function maxPool2d({ shape, data: x }: NdArray, output: NdArray, attrs: Pooling): void {
  forEachWindow(shape, output.shape, attrs, (at, from, rows, columns, down, across) => {
    let largest = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        largest = Math.max(largest, x[from + row * down + column * across]!);
      }
    }
    output.data[at] = largest;
  });
}

/** `output[…, i, j] = Σ values` in the places of window `[i, j]` where `x` holds its maximum, `maxima[…, i, j]`. */
export function sumAtMaxima2d(
  { shape, data: x }: NdArray,
  { data: maxima }: NdArray,
  { data: values }: NdArray,
  output: NdArray,
  attrs: Pooling,
): void {
  forEachWindow(shape, output.shape, attrs, (at, from, rows, columns, down, across) => {
    let total = 0;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const place = from + row * down + column * across;
        if (isMaximum(x[place]!, maxima[at]!)) total += values[place]!;
      }
    }
    output.data[at] = total;
  });
}

/**
 * `output[…, row, column] = Σ values` of the windows whose maximum `x[…, row, column]` is: the transpose of
 * `sumAtMaxima2d`.
 */
export function spreadToMaxima2d(
  { data: x }: NdArray,
  maxima: NdArray,
  { data: values }: NdArray,
  output: NdArray,
  { size, stride, padding, dilation }: Pooling,
): void {
  const [batch, channels, height, width] = output.shape as FourSizes;
  const [, , outHeight, outWidth] = maxima.shape as FourSizes;
  let at = 0;
  for (let plane = 0; plane < batch * channels; plane++) {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        let total = 0;
        // Windows in their order: the last tap belongs to the first window.
        for (let p = size[0] - 1; p >= 0; p--) {
          const i = windowAt(row + padding[0][0] - p * dilation[0], stride[0], outHeight);
          if (i < 0) continue;
          for (let q = size[1] - 1; q >= 0; q--) {
            const j = windowAt(column + padding[1][0] - q * dilation[1], stride[1], outWidth);
            if (j < 0) continue;
            const window = (plane * outHeight + i) * outWidth + j;
            if (isMaximum(x[at]!, maxima.data[window]!)) total += values[window]!;
          }
        }
        output.data[at++] = total;
      }
    }
  }
}

function isMaximum(value: number, maximum: number): boolean {
  return value === maximum || (Number.isNaN(value) && Number.isNaN(maximum));
}

/**
 * Visits every window in row-major order, with the part of it that lies in the image: its first element, its rows and
 * columns, and how far apart these are.
 */
function forEachWindow(
  shape: NdArray['shape'],
  outputShape: NdArray['shape'],
  { size, stride, padding, dilation }: Pooling,
  visit: (at: number, from: number, rows: number, columns: number, down: number, across: number) => void,
): void {
  const [, , height, width] = shape as FourSizes;
  const [batch, channels, outHeight, outWidth] = outputShape as FourSizes;
  const down = dilation[0] * width;
  const across = dilation[1];
  let at = 0;
  for (let plane = 0; plane < batch * channels; plane++) {
    for (let i = 0; i < outHeight; i++) {
      const top = i * stride[0] - padding[0][0];
      const firstP = firstWithin(top, dilation[0]);
      const rows = endWithin(top, dilation[0], height, size[0]) - firstP;
      for (let j = 0; j < outWidth; j++) {
        const left = j * stride[1] - padding[1][0];
        const firstQ = firstWithin(left, dilation[1]);
        const columns = endWithin(left, dilation[1], width, size[1]) - firstQ;
        const from = (plane * height + top) * width + left + firstP * down + firstQ * across;
        visit(at++, from, rows, columns, down, across);
      }
    }
  }
}
