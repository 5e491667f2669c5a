// Windows that move over images. Window `i` has its taps at the positions `start + tap · dilation` along an axis, where
// `start = i · stride - before`; positions outside the image are padding.

/** A number for each axis of an image: [height, width]. */
export type Pair = readonly [number, number];

/** A batch of images, or what has as many axes. */
export type FourSizes = readonly [number, number, number, number];

/** How a window moves over an image. */
export interface Windows {
  readonly stride: Pair;
  /** How many positions there are before and after each axis: [before, after]. */
  readonly padding: readonly [Pair, Pair];
  readonly dilation: Pair;
}

/** The first `k ≥ 0` with `start + k · step ≥ 0`. */
export function firstWithin(start: number, step: number): number {
  return start < 0 ? Math.ceil(-start / step) : 0;
}

/** One more than the last `k < count` with `start + k · step < size`. */
export function endWithin(start: number, step: number, size: number, count: number): number {
  return Math.min(count, Math.ceil((size - start) / step));
}

/** The window among `count` that starts at `start - before`, or -1 if there is none. */
export function windowAt(start: number, stride: number, count: number): number {
  return start >= 0 && start % stride === 0 && start < count * stride ? start / stride : -1;
}
