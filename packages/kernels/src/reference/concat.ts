import type { NdArray } from '../ndArray';

/** `output = xs[0], xs[1], …` one after another along `axis`. */
export function concat(xs: readonly NdArray[], { shape, data: out }: NdArray, axis: number): void {
  let inner = 1;
  for (let i = axis + 1; i < shape.length; i++) inner *= shape[i]!;
  const outputRun = shape[axis]! * inner;
  let offset = 0;
  for (const { shape: own, data: x } of xs) {
    // What `x` has of this axis and those within is one run.
    const run = own[axis]! * inner;
    for (let from = 0, to = offset; from < x.length; from += run, to += outputRun) {
      for (let i = 0; i < run; i++) out[to + i] = x[from + i]!;
    }
    offset += run;
  }
}
