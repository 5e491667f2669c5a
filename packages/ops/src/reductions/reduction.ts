// What the reductions share: their attrs, the shape they leave, and the types of their calls.

import {
  type Axes,
  type AxesWithin,
  formatShape,
  normalizeAxes,
  normalizeAxis,
  type Reduced,
  type Shape,
  ShapeError,
  type Tensor,
  type Unary,
} from '@pullback/core';

export interface ReductionAttrs {
  /** Ascending, each ≥ 0. */
  readonly axes: readonly number[];
  readonly keepDims: boolean;
}

export interface ReductionOptions<Keep extends boolean> {
  /** Keep the reduced axes, with size 1. */
  readonly keepDims?: Keep;
}

/** A reduction over all axes, one, or several; `Extra` are the options that it alone has. */
export type ReductionOp<Extra = unknown> = <
  S extends Shape,
  const A extends Axes | undefined = undefined,
  const Keep extends boolean = false,
>(
  x: Tensor<S>,
  axes?: AxesWithin<S, A>,
  options?: ReductionOptions<Keep> & Extra,
) => Tensor<Reduced<S, A, Keep>>;

/** A reduction over all axes, or one. */
export type AxisReductionOp = <
  S extends Shape,
  const A extends number | undefined = undefined,
  const Keep extends boolean = false,
>(
  x: Tensor<S>,
  axis?: AxesWithin<S, A>,
  options?: ReductionOptions<Keep>,
) => Tensor<Reduced<S, A, Keep>>;

/** @throws ShapeError if an axis is out of range or named twice. */
export function reductionAttrs(
  op: string,
  x: Tensor,
  axes: Axes | undefined,
  options: ReductionOptions<boolean> | undefined,
): ReductionAttrs {
  return Object.freeze({
    axes: Object.freeze(normalizeAxes(op, axes, x.rank)),
    keepDims: options?.keepDims ?? false,
  });
}

/**
 * Of a reduction over one axis, or all.
 * @throws ShapeError if several are named, or it is out of range.
 */
export function axisReductionAttrs(
  op: string,
  x: Tensor,
  axis: Axes | undefined,
  options: ReductionOptions<boolean> | undefined,
): ReductionAttrs {
  if (axis !== undefined) normalizeAxis(op, axis as number, x.rank);
  return reductionAttrs(op, x, axis, options);
}

/** The shape without the reduced axes, or with size 1 in their place. */
export function reducedShape([x]: Unary, { axes, keepDims }: ReductionAttrs): Shape {
  return keepDims
    ? x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
    : x.shape.filter((_, axis) => !axes.includes(axis));
}

/** @throws ShapeError if an output has no elements to choose from. */
export function checkNotEmpty(op: string, x: Tensor, { axes }: ReductionAttrs): void {
  if (x.size > 0 || x.shape.some((size, axis) => size === 0 && !axes.includes(axis))) return;
  throw new ShapeError(
    `${op}: each output needs at least one element, got ${formatShape(x.shape)} along axes [${axes.join(', ')}] ` +
      `(${op} of nothing). Leave out the axes of size 0.`,
    [x.shape],
  );
}
