import { checkedShape, formatShape, type Shape, ShapeError, sizeOf } from '@pullback/core';

export interface Fans {
  /** How many numbers each output is a sum of. */
  readonly fanIn: number;
  /** How many outputs each number goes into. */
  readonly fanOut: number;
}

/**
 * The fans of a weight: of `[in, out]`, as `Linear` has it, they are its sizes. Of `[out, in / groups, ...kernel]`, as
 * convolutions have it, they are `in / groups` and `out`, each times the size of the kernel.
 * @throws ShapeError if the weight has less than two axes.
 */
export function fans(shape: Shape): Fans {
  const [first, second, ...kernel] = checkedShape('fans', shape);
  if (first === undefined || second === undefined) {
    throw new ShapeError(`fans: a weight of two axes or more is required, got ${formatShape(shape)}.`, [shape]);
  }
  if (kernel.length === 0) return { fanIn: first, fanOut: second };
  const taps = sizeOf(kernel);
  return { fanIn: second * taps, fanOut: first * taps };
}
