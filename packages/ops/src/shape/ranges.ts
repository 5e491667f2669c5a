// What `slice` is asked for, as numbers: where along each axis it starts, in which steps it goes on, and how far.

import { formatShape, IndexError, type Range, type Shape, ShapeError, spell } from '@pullback/core';

/** The elements `starts[axis] + i steps[axis]` for `i < sizes[axis]`, along every axis. */
export interface SliceAttrs {
  readonly starts: readonly number[];
  /** 1 where there are no two elements to step between. */
  readonly steps: readonly number[];
  readonly sizes: readonly number[];
}

interface Reach {
  readonly start: number;
  readonly step: number;
  readonly size: number;
}

/**
 * The ranges with everything resolved against the sizes of `shape`; an index is a range of one element.
 * @throws ShapeError if there are more ranges than axes, a number is not whole, or a step is 0.
 * @throws IndexError if an index lies outside its axis.
 */
export function resolveRanges(shape: Shape, ranges: readonly Range[]): SliceAttrs {
  if (!Array.isArray(ranges)) {
    throw new ShapeError(`slice: an array of ranges is required, such as [[0, 2], null], got ${spell(ranges)}.`);
  }
  if (ranges.length > shape.length) {
    throw new ShapeError(
      `slice: at most one range for each axis is required, got ${ranges.length} for ${formatShape(shape)} ` +
        `(${ranges.length} > ${shape.length}).`,
      [shape],
    );
  }
  const reaches = shape.map((_, axis) => reachOf(shape, axis, ranges[axis] ?? null));
  return sliceAttrs(
    reaches.map(({ start }) => start),
    reaches.map(({ step }) => step),
    reaches.map(({ size }) => size),
  );
}

/** The same slice always has the same attrs, frozen. */
export function sliceAttrs(starts: readonly number[], steps: readonly number[], sizes: readonly number[]): SliceAttrs {
  return Object.freeze({
    starts: Object.freeze(starts.map((start, axis) => (sizes[axis] === 0 ? 0 : start))),
    steps: Object.freeze(steps.map((step, axis) => (sizes[axis]! <= 1 ? 1 : step))),
    sizes: Object.freeze([...sizes]),
  });
}

/** `size` elements of one axis from `start` on, and the other axes whole. */
export function rangeAlong(axis: number, start: number, size: number, shape: Shape): SliceAttrs {
  return sliceAttrs(
    shape.map((_, i) => (i === axis ? start : 0)),
    shape.map(() => 1),
    shape.map((whole, i) => (i === axis ? size : whole)),
  );
}

function reachOf(shape: Shape, axis: number, range: Range): Reach {
  if (range === null) return { start: 0, step: 1, size: shape[axis]! };
  if (typeof range === 'number') return { start: indexAt(shape, axis, range), step: 1, size: 1 };
  const size = shape[axis]!;
  const { start, end, step } = numbersOf(axis, range);
  if (step === 0) throw new ShapeError(`slice: the step of a range must not be 0, got 0 at axis ${axis}.`);
  // Where a range may start and end: going back, one before the first is an end, and the last is the farthest start.
  const [low, high] = step > 0 ? [0, size] : [-1, size - 1];
  const clipped = (place: number): number => Math.min(Math.max(place < 0 ? place + size : place, low), high);
  const from = start === null ? (step > 0 ? low : high) : clipped(start);
  const to = end === null ? (step > 0 ? high : low) : clipped(end);
  return { start: from, step, size: Math.max(0, Math.ceil((to - from) / step)) };
}

function indexAt(shape: Shape, axis: number, index: number): number {
  const size = shape[axis]!;
  checkWhole(axis, index);
  if (index < -size || index >= size) {
    const valid = size === 0 ? 'it has size 0' : `valid: ${-size}…${size - 1}`;
    throw new IndexError(`slice: index ${index} is outside axis ${axis} of ${formatShape(shape)} (${valid}).`);
  }
  return index < 0 ? index + size : index;
}

function numbersOf(axis: number, range: Exclude<Range, number | null>) {
  if (!Array.isArray(range) || range.length > 3) {
    throw new ShapeError(
      `slice: a range is null, an index or [start, end?, step?], got ${spell(range)} at axis ${axis}.`,
    );
  }
  const [start = null, end = null, step = null] = range;
  for (const number of [start, end, step]) if (number !== null) checkWhole(axis, number);
  return { start, end, step: step ?? 1 };
}

function checkWhole(axis: number, value: number): void {
  if (Number.isInteger(value)) return;
  throw new ShapeError(`slice: indices and ranges are of whole numbers, got ${value} at axis ${axis}.`);
}
