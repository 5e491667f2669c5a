import { apply, type Images, onesLike, type Primitive, type Range, type Tensor, type Unary } from '@pullback/core';
import { kernels, type Pooling } from '@pullback/kernels';
import { div } from '../elementwise/div';
import { checkOperand } from '../operands';
import { leadOf } from '../reductions/extremum';
import { pad } from '../shape/pad';
import { slice } from '../shape/slice';
import { stack } from '../shape/stack';
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
  flop: (_inputs, output, { size }) => output.size * size[0] * size[1],
  kinkDistance: ([x], output, attrs) => leadOf(tapsOf(x, output, attrs), { axes: [0], keepDims: false }),
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

/** What each window reads, tap by tap: `[taps, …]` over the shape of the output. */
function tapsOf(x: Tensor, { shape }: Tensor, { size, stride, padding, dilation }: Pooling): Tensor {
  const padded: Tensor = pad(x, [[0, 0], [0, 0], ...padding], -Infinity);
  const range = (axis: 0 | 1, tap: number): Range => {
    const start = tap * dilation[axis];
    return [start, start + (shape[axis + 2]! - 1) * stride[axis] + 1, stride[axis]];
  };
  const taps = Array.from({ length: size[0] * size[1] }, (_, tap) =>
    slice(padded, [null, null, range(0, Math.floor(tap / size[1])), range(1, tap % size[1])]),
  );
  return stack(taps);
}
