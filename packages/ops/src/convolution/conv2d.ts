import type { ConvolvedShape, ConvolvesWith, HasRankOf, Images, Shape, Tensor } from '@pullback/core';
import { type ConvolutionOptions, convolutionAttrs } from './convolution';
import { convolve } from './convolve';
import type { NumberOrPair } from './windows';

export type Conv2dOptions<G extends number = number> = ConvolutionOptions<NumberOrPair, G>;

/** The first overload is for code that is generic in its sizes, where the compiler cannot compare them. */
export interface Conv2dOp {
  <B extends number, C extends number, O extends number>(
    x: Tensor<readonly [B, C, number, number]>,
    weight: Tensor<readonly [O, NoInfer<C>, number, number]>,
    options?: Conv2dOptions<1>,
  ): Tensor<readonly [B, O, number, number]>;
  <X extends Shape, W extends Shape, G extends number = 1>(
    x: Tensor<X> & HasRankOf<X, Images>,
    weight: Tensor<W> & ConvolvesWith<X, W, Images, G>,
    options?: Conv2dOptions<G>,
  ): Tensor<ConvolvedShape<X, W, Images>>;
}

/**
 * Two-dimensional convolution `y[n, o, i, j] = Σ x[n, c, i·s + p·d, j·s + q·d] weight[o, c, p, q]`, over `c`, `p` and
 * `q`, with stride `s` and dilation `d`.
 *
 * `x` is padded with zeros. The window is not mirrored, so strictly this is cross-correlation. Sums are those
 * of `matmul`. A bias is added by broadcasting: `add(y, reshape(bias, [-1, 1, 1]))`.
 *
 * Shapes: `[batch, channels, height, width]`, `[outChannels, channels / groups, kernelHeight, kernelWidth]` →
 * `[batch, outChannels, outHeight, outWidth]`, where
 * `outHeight = ⌊(height + 2·padding - dilation·(kernelHeight - 1) - 1) / stride⌋ + 1`, and `outWidth` likewise.
 * VJP: `x̄[n, c, i·s + p·d, j·s + q·d] = Σ ȳ[n, o, i, j] weight[o, c, p, q]`, and
 * `w̄[o, c, p, q] = Σ ȳ[n, o, i, j] x[n, c, i·s + p·d, j·s + q·d]`, over the indices that the left side lacks.
 * @throws ShapeError if the shapes and options do not go together.
 * @throws DTypeError if the dtypes differ, or are not floats.
 */
export const conv2d: Conv2dOp = (x: Tensor, weight: Tensor, options: Conv2dOptions = {}): Tensor<Images> => {
  const attrs = convolutionAttrs('conv2d', ['height', 'width'], x, weight, options);
  return convolve(x, weight, attrs) as Tensor<Images>;
};
