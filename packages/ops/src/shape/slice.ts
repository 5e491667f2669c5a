import {
  apply,
  type Primitive,
  type Range,
  type RangesWithin,
  type Shape,
  type Sliced,
  type Tensor,
  type Unary,
} from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { checkTensor } from '../operands';
import { resolveRanges, type SliceAttrs } from './ranges';
import { reshape } from './reshape';
import { unslice } from './unslice';

const slicePrimitive: Primitive<Unary, SliceAttrs> = {
  name: 'slice',
  outputShape: (_inputs, { sizes }) => sizes,
  kernel: ([x], output, { starts, steps }) => kernels.slice(x, output, starts, steps),
  vjp: ([x], _output, attrs) => [(cotangent) => unslice(cotangent, x.shape, attrs)],
  jvp: (_inputs, _output, attrs) => [(tangent) => sliceBy(tangent, attrs)],
  flop: () => 0,
};

/**
 * A part of `x`, by one range for each leading axis; axes without one are kept whole. A range is
 * - `null`: the whole axis;
 * - a number: that index, and the axis goes; negative ones count from the last;
 * - `[start, end?, step?]`: from `start` up to, not including, `end`, in steps of 1 if not given. Negative places count
 *   from the last, null is the end of the axis, a range that goes beyond it is clipped, a negative step goes back.
 *
 * Shapes: `[m, n, …]` → the length of each range, without the axes of which an index was taken.
 * VJP: `x̄` is `ȳ` at the places that were read, 0 elsewhere.
 * @throws ShapeError if there are more ranges than axes, a number is not whole, or a step is 0.
 * @throws IndexError if an index lies outside its axis.
 */
export function slice<S extends Shape, const R extends readonly Range[]>(
  x: Tensor<S>,
  ranges: RangesWithin<S, R>,
): Tensor<Sliced<S, R>>;
export function slice(x: Tensor, ranges: readonly Range[]): Tensor {
  checkTensor('slice', x);
  const attrs = resolveRanges(x.shape, ranges);
  const part = sliceBy(x, attrs);
  const kept = attrs.sizes.filter((_, axis) => typeof ranges[axis] !== 'number');
  return kept.length === x.rank ? part : reshape(part, kept);
}

/** The part of `x` that resolved ranges name. */
export function sliceBy(x: Tensor, attrs: SliceAttrs): Tensor {
  return apply(slicePrimitive, [x], attrs);
}
