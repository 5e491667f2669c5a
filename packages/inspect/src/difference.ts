// How far two arrays of numbers are apart, and where.

/** Where two arrays differ most. */
export interface Worst {
  readonly index: readonly number[];
  readonly expected: number;
  readonly actual: number;
}

export interface Difference {
  /** The largest relative difference; NaN or ∞ if the arrays differ in those. */
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

/** What differences are relative to. */
export interface Scale {
  /** At least this. */
  readonly floor?: number;
  /** Each pair's larger number, and at least this part of the largest number of all: 1 makes that the only measure. */
  readonly part: number;
}

/** Compares the numbers of each pair. */
export function difference(pairs: readonly Pair[], shape: readonly number[], { floor = 0, part }: Scale): Difference {
  let largest = floor;
  for (const { expected, actual } of pairs) largest = Math.max(largest, finite(expected), finite(actual));
  let relativeError = 0;
  let worst: Pair | undefined;
  for (const pair of pairs) {
    const error = relative(pair, part * largest);
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

function relative({ expected, actual }: Pair, least: number): number {
  if (expected === actual) return 0;
  return Math.abs(expected - actual) / Math.max(least, finite(expected), finite(actual));
}

function finite(value: number): number {
  return Number.isFinite(value) ? Math.abs(value) : 0;
}
