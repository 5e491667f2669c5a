// Two-dimensional convolution and its two transposes: sums of `x[n, c, row, column] weight[o, c, p, q] y[n, o, i, j]` with
// one factor left out, where `row = i · stride + p · dilation - before`. They run in float64 and are rounded once.

import type { NdArray } from '../ndArray';
import { endWithin, type FourSizes, firstWithin, type Windows, windowAt } from './windows';

/** How a convolution reads its operands. */
export interface Convolution extends Windows {
  /** Channels in as many equal groups: each output channel reads one group of the input's. */
  readonly groups: number;
}

/** `output[n, o, i, j] = Σ x[n, c, row, column] weight[o, c, p, q]`, over `c`, `p` and `q`; padding adds nothing. */
export function conv2d(x: NdArray, weight: NdArray, output: NdArray, attrs: Convolution): void {
  const { stride, padding, groups } = attrs;
  const [down, across] = attrs.dilation;
  const [, channels, height, width] = x.shape as FourSizes;
  const [, groupChannels, kernelHeight, kernelWidth] = weight.shape as FourSizes;
  const [batch, outChannels, outHeight, outWidth] = output.shape as FourSizes;
  const xs = x.data;
  const weights = weight.data;
  let at = 0;
  for (let n = 0; n < batch; n++) {
    for (let o = 0; o < outChannels; o++) {
      const channel = n * channels + Math.floor((o * groups) / outChannels) * groupChannels;
      for (let i = 0; i < outHeight; i++) {
        const top = i * stride[0] - padding[0][0];
        const firstP = firstWithin(top, down);
        const endP = endWithin(top, down, height, kernelHeight);
        for (let j = 0; j < outWidth; j++) {
          const left = j * stride[1] - padding[1][0];
          const firstQ = firstWithin(left, across);
          const endQ = endWithin(left, across, width, kernelWidth);
          let total = 0;
          for (let c = 0; c < groupChannels; c++) {
            for (let p = firstP; p < endP; p++) {
              const xAt = ((channel + c) * height + top + p * down) * width + left;
              const weightAt = ((o * groupChannels + c) * kernelHeight + p) * kernelWidth;
              for (let q = firstQ; q < endQ; q++) {
                total += xs[xAt + q * across]! * weights[weightAt + q]!;
              }
            }
          }
          output.data[at++] = total;
        }
      }
    }
  }
}

/** `output[n, c, row, column] = Σ y[n, o, i, j] weight[o, c, p, q]`: the transpose of `conv2d` with respect to `x`. */
export function conv2dTransposed(y: NdArray, weight: NdArray, output: NdArray, attrs: Convolution): void {
  const { stride, padding, dilation, groups } = attrs;
  const [, outChannels, outHeight, outWidth] = y.shape as FourSizes;
  const [, groupChannels, kernelHeight, kernelWidth] = weight.shape as FourSizes;
  const [batch, channels, height, width] = output.shape as FourSizes;
  const groupOutChannels = outChannels / groups;
  const yStep = outHeight * outWidth;
  const weightStep = groupChannels * kernelHeight * kernelWidth;
  const ys = y.data;
  const weights = weight.data;
  let at = 0;
  for (let n = 0; n < batch; n++) {
    for (let channel = 0; channel < channels; channel++) {
      const c = channel % groupChannels;
      const firstO = ((channel - c) / groupChannels) * groupOutChannels;
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) {
          let total = 0;
          for (let p = 0; p < kernelHeight; p++) {
            const i = windowAt(row + padding[0][0] - p * dilation[0], stride[0], outHeight);
            if (i < 0) continue;
            for (let q = 0; q < kernelWidth; q++) {
              const j = windowAt(column + padding[1][0] - q * dilation[1], stride[1], outWidth);
              if (j < 0) continue;
              const yAt = ((n * outChannels + firstO) * outHeight + i) * outWidth + j;
              const weightAt = ((firstO * groupChannels + c) * kernelHeight + p) * kernelWidth + q;
              for (let o = 0; o < groupOutChannels; o++) {
                total += ys[yAt + o * yStep]! * weights[weightAt + o * weightStep]!;
              }
            }
          }
          output.data[at++] = total;
        }
      }
    }
  }
}

/** `output[o, c, p, q] = Σ x[n, c, row, column] y[n, o, i, j]`: the transpose of `conv2d` with respect to `weight`. */
export function conv2dWeight(x: NdArray, y: NdArray, output: NdArray, attrs: Convolution): void {
  const { padding, dilation, groups } = attrs;
  const [down, across] = attrs.stride;
  const [batch, channels, height, width] = x.shape as FourSizes;
  const [, , outHeight, outWidth] = y.shape as FourSizes;
  const [outChannels, groupChannels, kernelHeight, kernelWidth] = output.shape as FourSizes;
  const xs = x.data;
  const ys = y.data;
  let at = 0;
  for (let o = 0; o < outChannels; o++) {
    const firstChannel = Math.floor((o * groups) / outChannels) * groupChannels;
    for (let c = 0; c < groupChannels; c++) {
      for (let p = 0; p < kernelHeight; p++) {
        const top = p * dilation[0] - padding[0][0];
        const firstI = firstWithin(top, down);
        const endI = endWithin(top, down, height, outHeight);
        for (let q = 0; q < kernelWidth; q++) {
          const left = q * dilation[1] - padding[1][0];
          const firstJ = firstWithin(left, across);
          const endJ = endWithin(left, across, width, outWidth);
          let total = 0;
          for (let n = 0; n < batch; n++) {
            for (let i = firstI; i < endI; i++) {
              const xAt = ((n * channels + firstChannel + c) * height + top + i * down) * width + left;
              const yAt = ((n * outChannels + o) * outHeight + i) * outWidth;
              for (let j = firstJ; j < endJ; j++) {
                total += xs[xAt + j * across]! * ys[yAt + j]!;
              }
            }
          }
          output.data[at++] = total;
        }
      }
    }
  }
}
