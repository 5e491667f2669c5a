// Derivatives along one direction, and numbers compared to the terms that they are sums of.

import { Random, type Tensor } from '@pullback/core';
import { combined, dot } from '../support';

/** The second is for where a function bends so sharply that the first is too long. */
const STEPS = [1e-3, 1e-4] as const;

/** A direction in which no element moves by more than 1, so that inputs stay away from kinks and poles. */
export function directionsLike(tensors: readonly Tensor[], seed: number): Tensor[] {
  const random = new Random(seed);
  return tensors.map(({ shape, dtype }) => random.uniform(shape, { low: -1, high: 1, dtype }));
}

/** The slopes of `f` at `primals` along a direction, by 5-point stencils of different steps. */
export function slopesAlong(
  primals: readonly Tensor[],
  direction: readonly Tensor[],
  f: (moved: readonly Tensor[]) => number,
): number[] {
  const at = (t: number): number => f(primals.map((x, i) => combined(1, x, t, direction[i]!)));
  return STEPS.map((step) => (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step));
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

/**
 * Fails unless the number is as near to one of those expected as `relative` allows, relative to the terms that they are sums
 * of.
 */
export function expectNear(actual: number, expected: readonly number[], relative: number, magnitude: number): void {
  const allowed = relative * (1 + magnitude);
  if (expected.some((value) => Math.abs(actual - value) <= allowed)) return;
  throw new Error(`Expected ${actual} to be ${expected.join(' or ')}, give or take ${allowed}.`);
}
