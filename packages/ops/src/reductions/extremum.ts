// What max and min share: the cotangent goes to the elements that are the answer, evenly if there are several.

import { apply, isFloat, type Primitive, type Tensor, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { equal } from '../comparison/equal';
import { greater } from '../comparison/greater';
import { cast } from '../elementwise/cast';
import { div } from '../elementwise/div';
import { neg } from '../elementwise/neg';
import { sub } from '../elementwise/sub';
import { where } from '../elementwise/where';
import { isNan } from '../logic/isNan';
import { logicalOr } from '../logic/logicalOr';
import { reshape } from '../shape/reshape';
import { type ReductionAttrs, reducedShape } from './reduction';
import { align } from './spread';
import { sum } from './sum';

export const maxPrimitive = extremum('max');
export const minPrimitive = extremum('min');

function extremum(name: 'max' | 'min'): Primitive<Unary, ReductionAttrs> {
  return {
    name,
    outputShape: reducedShape,
    // Looked up at each call: the kernels in use may change.
    kernel: ([x], output, { axes }) => kernels[name](x, output, axes),
    vjp: ([x], output, attrs) => [isFloat(x.dtype) ? (cotangent) => toWinners(cotangent, x, output, attrs) : null],
    jvp: ([x], output, attrs) => [isFloat(x.dtype) ? (tangent) => ofWinners(tangent, x, output, attrs) : null],
    flop: ([x]) => x.size,
    kinkDistance: ([x], _output, attrs) => leadOf(name === 'max' ? x : neg(x), attrs),
  };
}

/**
 * How far the largest element over `axes` is ahead of the next: 0 where several are the largest, ∞ where it is the only one. Where
 * it is 0, max has a kink.
 */
export function leadOf(x: Tensor, attrs: ReductionAttrs): Tensor {
  const { axes } = attrs;
  const maxOf = (values: Tensor): Tensor => apply(maxPrimitive, [values], { axes, keepDims: true });
  const largest = maxOf(x);
  const isLargest = equal(x, largest);
  const lead = sub(largest, maxOf(where(isLargest, -Infinity, x)));
  return reshape(where(greater(countOf(isLargest, axes, x), 1), 0, lead), reducedShape([x], attrs));
}

/** The cotangent of each output, divided among the elements that equal it. */
function toWinners(cotangent: Tensor, x: Tensor, output: Tensor, { axes }: ReductionAttrs): Tensor {
  const isWinner = winners(x, output, axes);
  const share = div(align(cotangent, axes, x.shape), countOf(isWinner, axes, x));
  return where(isWinner, share, 0);
}

/** The mean of the tangents of the elements that equal the output. */
function ofWinners(tangent: Tensor, x: Tensor, output: Tensor, { axes, keepDims }: ReductionAttrs): Tensor {
  const isWinner = winners(x, output, axes);
  return sum(div(where(isWinner, tangent, 0), countOf(isWinner, axes, x)), axes, { keepDims });
}

/** Where `x` is the extremum, or the NaN that made it NaN. */
function winners(x: Tensor, output: Tensor, axes: readonly number[]): Tensor {
  return logicalOr(equal(x, align(output, axes, x.shape)), isNan(x));
}

function countOf(mask: Tensor, axes: readonly number[], { dtype }: Tensor): Tensor {
  return sum(cast(mask, dtype), axes, { keepDims: true });
}
