import { type Images, ones, type Shape, type Tensor } from '@pullback/core';
import type { Pooling } from '@pullback/kernels';
import { div } from '../elementwise/div';
import { checkOperand } from '../operands';
import { convolve } from './convolve';
import { type PoolOp, type PoolOptions, poolingAttrs } from './pooling';
import type { NumberOrPair } from './windows';

export interface AvgPool2dOptions extends PoolOptions {
  /** Whether padding is averaged too, as zeros. True if not given. */
  readonly countPadding?: boolean;
}

/**
 * Mean of each window of an image, channel by channel. Sums are those of `matmul`.
 *
 * Shapes: `[batch, channels, height, width]` → `[batch, channels, outHeight, outWidth]`, where
 * `outHeight = ⌊(height + 2·padding - size) / stride⌋ + 1`, and `outWidth` likewise.
 * VJP: `x̄ = Σ ȳ / n` over the windows that an element lies in, where `n` is the number of terms in each mean.
 * @throws ShapeError if `x` is no batch of images, or size and options do not go together with it.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export const avgPool2d: PoolOp<AvgPool2dOptions> = (
  x: Tensor,
  size: NumberOrPair,
  { countPadding = true, stride = size, padding = 0 }: AvgPool2dOptions = {},
): Tensor<Images> => {
  checkOperand('avgPool2d', x, 'floats');
  const attrs = poolingAttrs('avgPool2d', x, size, { stride, padding });
  const terms = countPadding
    ? attrs.size[0] * attrs.size[1]
    : sumOfWindows(ones([1, 1, ...x.shape.slice(2)], { dtype: x.dtype }), attrs);
  return div(sumOfWindows(x, attrs), terms) as Tensor<Images>;
};

/** A convolution with ones, of each channel for itself. */
function sumOfWindows(x: Tensor, { size, ...windows }: Pooling): Tensor {
  const groups = x.shape[1]!;
  const weight: Shape = [groups, 1, ...size];
  return convolve(x, ones(weight, { dtype: x.dtype }), Object.freeze({ ...windows, groups }));
}
