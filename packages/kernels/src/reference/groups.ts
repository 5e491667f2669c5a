// The driver of reductions: it finds the elements that belong together, and each kernel folds them.

import { stridesOf, type TypedArray, walk } from '../ndArray';

/** Folds `count` elements, `step` apart, into the total so far. `by` is what a kernel needs to know besides. */
export type Run = (x: TypedArray, from: number, step: number, count: number, total: number, by: number) => number;

/**
 * Visits each group of elements that differ only along `axes` (ascending): the place of its output, the place of its
 * first element, and the sizes and steps that lead to the others, outermost first. Axes that make one run are one.
 */
export function eachGroup(
  shape: readonly number[],
  axes: readonly number[],
  visit: (at: number, from: number, sizes: readonly number[], steps: readonly number[]) => void,
): void {
  if (axes.length === shape.length) {
    // Every axis: the array is one run.
    visit(0, 0, [countOf(shape)], [1]);
    return;
  }
  const strides = stridesOf(shape);
  const kept = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const keptSizes = kept.map((axis) => shape[axis]!);
  const keptStrides = kept.map((axis) => strides[axis]!);
  const sizes: number[] = [];
  const steps: number[] = [];
  for (const axis of axes) {
    const last = sizes.length - 1;
    if (axes.includes(axis - 1)) {
      sizes[last]! *= shape[axis]!;
      steps[last] = strides[axis]!;
    } else {
      sizes.push(shape[axis]!);
      steps.push(strides[axis]!);
    }
  }
  walk(keptSizes, keptStrides, keptStrides, (at, from) => visit(at, from, sizes, steps));
}

/** Folds one group, run by run. */
export function fold(
  run: Run,
  x: TypedArray,
  from: number,
  sizes: readonly number[],
  steps: readonly number[],
  total: number,
  by = 0,
  depth = 0,
): number {
  if (sizes.length === 0) return run(x, from, 0, 1, total, by);
  const size = sizes[depth]!;
  const step = steps[depth]!;
  if (depth === sizes.length - 1) return run(x, from, step, size, total, by);
  let folded = total;
  for (let i = 0; i < size; i++) folded = fold(run, x, from + i * step, sizes, steps, folded, by, depth + 1);
  return folded;
}

/** The number of elements that sizes make. */
export function countOf(sizes: readonly number[]): number {
  let count = 1;
  for (const size of sizes) count *= size;
  return count;
}
