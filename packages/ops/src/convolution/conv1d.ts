import type { ConvolvedShape, ConvolvesWith, HasRankOf, Shape, Signals, Tensor } from '@pullback/core';
import { reshape } from '../shape/reshape';
import { type ConvolutionOptions, convolutionAttrs } from './convolution';
import { convolve } from './convolve';

export type Conv1dOptions<G extends number = number> = ConvolutionOptions<number, G>;

/** The first overload is for code that is generic in its sizes, where the compiler cannot compare them. */
export interface Conv1dOp {
  <B extends number, C extends number, O extends number>(
    x: Tensor<readonly [B, C, number]>,
    weight: Tensor<readonly [O, NoInfer<C>, number]>,
    options?: Conv1dOptions<1>,
  ): Tensor<readonly [B, O, number]>;
  <X extends Shape, W extends Shape, G extends number = 1>(
    x: Tensor<X> & HasRankOf<X, Signals>,
    weight: Tensor<W> & ConvolvesWith<X, W, Signals, G>,
    options?: Conv1dOptions<G>,
  ): Tensor<ConvolvedShape<X, W, Signals>>;
}

/**
 * One-dimensional convolution `y[n, o, i] = Σ x[n, c, i·s + p·d] weight[o, c, p]`, over `c` and `p`, with stride `s`
 * and dilation `d`.
 *
 * It is `conv2d` of images of height 1. A bias is added by broadcasting: `add(y, reshape(bias, [-1, 1]))`.
 *
 * Shapes: `[batch, channels, length]`, `[outChannels, channels / groups, kernelLength]` →
 * `[batch, outChannels, outLength]`, where
 * `outLength = ⌊(length + 2·padding - dilation·(kernelLength - 1) - 1) / stride⌋ + 1`.
 * VJP: `x̄[n, c, i·s + p·d] = Σ ȳ[n, o, i] weight[o, c, p]`, `w̄[o, c, p] = Σ ȳ[n, o, i] x[n, c, i·s + p·d]`, over the
 * indices that the left side lacks.
 * @throws ShapeError if the shapes and options do not go together.
 * @throws DTypeError if the dtypes differ, or are not floats.
 */
export const conv1d: Conv1dOp = (x: Tensor, weight: Tensor, options: Conv1dOptions = {}): Tensor<Signals> => {
  const attrs = convolutionAttrs('conv1d', ['length'], x, weight, options);
  const y = convolve(withHeight(x), withHeight(weight), attrs);
  const [batch, outChannels, , outLength] = y.shape;
  return reshape(y, [batch!, outChannels!, outLength!]);
};

function withHeight(x: Tensor): Tensor {
  const [outer, channels, length] = x.shape;
  return reshape(x, [outer!, channels!, 1, length!]);
}
