// How far two arrays of numbers are apart, and where.

/** Where two arrays differ most. */
export interface Worst {
  readonly index: readonly number[];
  readonly expected: number;
  readonly actual: number;
}

export interface Difference {
  /** The largest difference, relative to the largest number in either array; NaN or ∞ if they differ in those. */
  readonly relativeError: number;
  /** Undefined if there is nothing to compare. */
  readonly worst: Worst | undefined;
}

/** One pair of numbers, and the position of the element they are for. */
export interface Pair {
  readonly position: number;
  readonly expected: number;
  readonly actual: number;
}

/** Differences are taken relative to the largest number met, and at least to `floor`. */
export function difference(pairs: readonly Pair[], shape: readonly number[], floor = 0): Difference {
  let scale = floor;
  for (const { expected, actual } of pairs) scale = Math.max(scale, finite(expected), finite(actual));
  let relativeError = 0;
  let worst: Pair | undefined;
  for (const pair of pairs) {
    const error = relative(pair, scale);
    // NaN is as wrong as can be, and is never less than anything.
    if (worst === undefined || error > relativeError || Number.isNaN(error)) {
      relativeError = error;
      worst = pair;
    }
    if (Number.isNaN(error)) break;
  }
  return {
    relativeError,
    worst: worst && { index: indexOf(worst.position, shape), expected: worst.expected, actual: worst.actual },
  };
}

/** The index along each axis of the element at a position in row-major order. */
export function indexOf(position: number, shape: readonly number[]): number[] {
  const index = new Array<number>(shape.length);
  let rest = position;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = rest % shape[axis]!;
    rest = Math.floor(rest / shape[axis]!);
  }
  return index;
}

function relative({ expected, actual }: Pair, scale: number): number {
  if (expected === actual) return 0;
  return Math.abs(expected - actual) / scale;
}

function finite(value: number): number {
  return Number.isFinite(value) ? Math.abs(value) : 0;
}
