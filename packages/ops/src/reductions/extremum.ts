// What max and min share: the cotangent goes to the elements that are the answer, evenly if there are several.

import { isFloat, type Primitive, type Tensor, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { equal } from '../comparison/equal';
import { cast } from '../elementwise/cast';
import { div } from '../elementwise/div';
import { where } from '../elementwise/where';
import { isNan } from '../logic/isNan';
import { logicalOr } from '../logic/logicalOr';
import { type ReductionAttrs, reducedShape } from './reduction';
import { align } from './spread';
import { sum } from './sum';

export function extremum(name: 'max' | 'min'): Primitive<Unary, ReductionAttrs> {
  return {
    name,
    outputShape: reducedShape,
    // Looked up at each call: the kernels in use may change.
    kernel: ([x], output, { axes }) => kernels[name](x, output, axes),
    vjp: ([x], output, attrs) => [isFloat(x.dtype) ? (cotangent) => toWinners(cotangent, x, output, attrs) : null],
    jvp: ([x], output, attrs) => [isFloat(x.dtype) ? (tangent) => ofWinners(tangent, x, output, attrs) : null],
  };
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
