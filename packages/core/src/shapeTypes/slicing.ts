// Parts of axes.

import type { HasUnknownRank, Shape } from './shape';

/**
 * What `slice` takes of an axis: null for the whole, an index, which removes the axis, or `[start, end?, step?]`, in which
 * null is the end of the axis.
 */
export type Range = null | number | readonly [start: number | null, end?: number | null, step?: number | null];

/** `R` where the shape has an axis for each range, else as many ranges as it has. */
export type RangesWithin<S extends Shape, R extends readonly Range[]> =
  HasUnknownRank<S> extends true
    ? R
    : R extends readonly [...{ readonly [Axis in keyof S]: Range }, Range, ...Range[]]
      ? { readonly [Axis in keyof S]: Range }
      : R;

/** The shape that ranges leave: sizes of whole axes are kept, axes of indices dropped. */
export type Sliced<S extends Shape, R extends readonly Range[]> =
  HasUnknownRank<S> extends true
    ? Shape
    : R extends readonly []
      ? S
      : R extends readonly [infer First extends Range, ...infer Others extends readonly Range[]]
        ? S extends readonly [infer N extends number, ...infer Rest extends Shape]
          ? readonly [...SlicedAxis<N, First>, ...Sliced<Rest, Others>]
          : Shape
        : Shape;

/** A range that may be of several kinds leaves nobody knows how many axes. */
type SlicedAxis<N extends number, R extends Range> = [R] extends [null]
  ? readonly [N]
  : [R] extends [number]
    ? readonly []
    : [R] extends [readonly unknown[]]
      ? readonly [number]
      : Shape;
