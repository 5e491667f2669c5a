// Derivatives along one direction, and numbers compared to the terms that they are sums of.

import { Random, type Tensor } from '@pullback/core';
import { combined, dot } from '../support';

const STEP = 1e-3;

/** A direction in which no element moves by more than 1, so that inputs stay away from kinks and poles. */
export function directionsLike(tensors: readonly Tensor[], seed: number): Tensor[] {
  const random = new Random(seed);
  return tensors.map(({ shape, dtype }) => random.uniform(shape, { low: -1, high: 1, dtype }));
}

/** The slope of `f` at `primals` along a direction, by the 5-point stencil. */
export function slopeAlong(
  primals: readonly Tensor[],
  direction: readonly Tensor[],
  f: (moved: readonly Tensor[]) => number,
): number {
  const at = (t: number): number => f(primals.map((x, i) => combined(1, x, t, direction[i]!)));
  return (8 * (at(STEP) - at(-STEP)) - (at(2 * STEP) - at(-2 * STEP))) / (12 * STEP);
}

/** `Σ ⟨aᵢ, bᵢ⟩`. */
export function dotAll(a: readonly Tensor[], b: readonly Tensor[]): number {
  return a.reduce((total, x, i) => total + dot(x, b[i]!), 0);
}

/** `Σ |aᵢ bᵢ|` over all elements: rounding shows relative to this, not to the sum. */
export function magnitudeOf(a: readonly Tensor[], b: readonly Tensor[]): number {
  let total = 0;
  for (const [i, { data }] of a.entries())
    for (const [j, value] of data.entries()) total += Math.abs(value * b[i]!.data[j]!);
  return total;
}

/** Fails unless the two are as near as `relative` allows, relative to the terms that they are sums of. */
export function expectNear(actual: number, expected: number, relative: number, magnitude: number): void {
  const allowed = relative * (1 + magnitude);
  if (Math.abs(actual - expected) <= allowed) return;
  throw new Error(`Expected ${actual} to be ${expected}, give or take ${allowed}.`);
}
