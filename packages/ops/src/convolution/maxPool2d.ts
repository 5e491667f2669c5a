import { apply, type Images, onesLike, type Primitive, type Tensor, type Unary } from '@pullback/core';
import { kernels, type Pooling } from '@pullback/kernels';
import { div } from '../elementwise/div';
import { checkOperand } from '../operands';
import { spreadToMaxima, sumAtMaxima } from './maxima';
import { type PoolOp, type PoolOptions, poolingAttrs } from './pooling';
import { type NumberOrPair, windowCounts } from './windows';

const maxPool2dPrimitive: Primitive<Unary, Pooling> = {
  name: 'maxPool2d',
  outputShape: ([x], attrs) => [...x.shape.slice(0, 2), ...windowCounts(x.shape.slice(2), attrs.size, attrs)],
  kernel: ([x], output, attrs) => kernels.maxPool2d(x, output, attrs),
  vjp: ([x], output, attrs) => [
    (cotangent) => spreadToMaxima(x, output, div(cotangent, tiesOf(x, output, attrs)), attrs),
  ],
  jvp: ([x], output, attrs) => [(tangent) => div(sumAtMaxima(x, output, tangent, attrs), tiesOf(x, output, attrs))],
};

export interface MaxPool2dOptions extends PoolOptions {
  /** How far apart the elements of a window lie; 1 if not given. */
  readonly dilation?: NumberOrPair;
}

/**
 * Largest element of each window of an image, channel by channel; NaN if there is one. Padding is never chosen.
 *
 * Shapes: `[batch, channels, height, width]` → `[batch, channels, outHeight, outWidth]`, where
 * `outHeight = ⌊(height + 2·padding - dilation·(size - 1) - 1) / stride⌋ + 1`, and `outWidth` likewise.
 * VJP: `x̄ = Σ ȳ` over the windows whose largest element it is.
 * Subgradient: elements that tie share `ȳ` evenly, and so do those that are NaN.
 * @throws ShapeError if `x` is no batch of images, or size and options do not go together with it.
 * @throws DTypeError if `x` holds no numbers.
 */
export const maxPool2d: PoolOp<MaxPool2dOptions> = (
  x: Tensor,
  size: NumberOrPair,
  options: MaxPool2dOptions = {},
): Tensor<Images> => {
  checkOperand('maxPool2d', x, 'numbers');
  return apply(maxPool2dPrimitive, [x], poolingAttrs('maxPool2d', x, size, options));
};

/** How many elements of each window are its largest. */
function tiesOf(x: Tensor, maxima: Tensor, attrs: Pooling): Tensor {
  return sumAtMaxima(x, maxima, onesLike(x), attrs);
}
