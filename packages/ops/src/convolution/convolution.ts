// What convolutions over one and two axes share: their options, and the checks that make attrs of them.

import { formatShape, ShapeError, spell, type Tensor } from '@pullback/core';
import type { Convolution } from '@pullback/kernels';
import { checkOperand, checkSameDType } from '../operands';
import { type AxisNames, checkAxes, type NumberOrPair, resolveWindows } from './windows';

/** `Size` is how a number for each axis of the image is given. */
export interface ConvolutionOptions<Size extends NumberOrPair, G extends number = number> {
  /** How far the window moves from one output element to the next; 1 if not given. */
  readonly stride?: Size;
  /**
   * How many zeros surround the input on each side: none if not given, or if `'valid'`. `'same'` pads so that the
   * output is as large as the input, which takes a stride of 1; an odd one goes to the end.
   */
  readonly padding?: Size | 'same' | 'valid';
  /** How far apart the elements lie that the window reads; 1 if not given. */
  readonly dilation?: Size;
  /** In how many groups the channels are split, each convolved with its own part of the weight; 1 if not given. */
  readonly groups?: G;
}

/**
 * The attrs of a convolution over `axes`.
 * @throws ShapeError if `x`, `weight` and the options do not go together.
 * @throws DTypeError if the dtypes differ, or are not floats.
 */
export function convolutionAttrs(
  op: string,
  axes: AxisNames,
  x: Tensor,
  weight: Tensor,
  { stride = 1, padding = 0, dilation = 1, groups = 1 }: ConvolutionOptions<NumberOrPair>,
): Convolution {
  checkOperand(op, x, 'floats');
  checkOperand(op, weight, 'floats');
  checkSameDType(op, x, weight);
  checkAxes(op, 'x', x, ['batch', 'channels', ...axes]);
  checkAxes(op, 'weight', weight, ['outChannels', 'channels / groups', ...axes.map(kernelAxis)]);
  checkChannels(op, x, weight, groups);
  const size = weight.shape.slice(2);
  if (size.includes(0)) {
    throw new ShapeError(`${op}: weight must have sizes ≥ 1 along its last axes, got ${formatShape(weight.shape)}.`, [
      weight.shape,
    ]);
  }
  const windows = resolveWindows(op, axes, x.shape.slice(2), { size, stride, padding, dilation });
  return Object.freeze({ ...windows, groups });
}

function checkChannels(op: string, x: Tensor, weight: Tensor, groups: number): void {
  if (!Number.isInteger(groups) || groups < 1) {
    throw new ShapeError(`${op}: groups must be a whole number ≥ 1, got ${spell(groups)}.`);
  }
  const [channels, outChannels] = [x.shape[1]!, weight.shape[0]!];
  const got = `x ${formatShape(x.shape)}, weight ${formatShape(weight.shape)} and groups ${groups}`;
  const clash = (required: string, why: string): ShapeError =>
    new ShapeError(`${op}: ${required}, got ${got} (${why}).`, [x.shape, weight.shape]);
  if (channels % groups !== 0) {
    throw clash('groups must divide the channels of x', `${channels} is not a multiple of ${groups}`);
  }
  if (outChannels % groups !== 0) {
    throw clash('groups must divide the output channels', `${outChannels} is not a multiple of ${groups}`);
  }
  if (weight.shape[1] !== channels / groups) {
    throw clash("weight must have x's channels / groups at its axis 1", `${weight.shape[1]} ≠ ${channels / groups}`);
  }
}

/** `kernelHeight`. */
function kernelAxis(axis: string): string {
  return `kernel${axis[0]!.toUpperCase()}${axis.slice(1)}`;
}
