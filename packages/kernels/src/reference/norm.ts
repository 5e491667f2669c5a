// Norms over axes, in float64, without overflow or underflow on the way.

import type { NdArray, TypedArray } from '../ndArray';
import { eachGroup, fold, type Run } from './groups';

/** `output = (Σ |x|ᵖ)^(1/p)` over `axes`, of order `p`; `max |x|` of order ∞; 0 where there is nothing. */
export function norm(
  { shape, data: x }: NdArray,
  { data: out }: NdArray,
  axes: readonly number[],
  order: number,
): void {
  if (order === Infinity) {
    eachGroup(shape, axes, (at, from, sizes, steps) => {
      out[at] = fold(farthest, x, from, sizes, steps, 0);
    });
    return;
  }
  const powers = powersOf(order);
  eachGroup(shape, axes, (at, from, sizes, steps) => {
    const total = fold(powers, x, from, sizes, steps, 0, 1);
    out[at] = isExact(total, order) ? rootOf(total, order) : scaledNorm(powers, x, from, sizes, steps, order);
  });
}

/**
 * Whether a sum of powers has all its digits. Near underflow it may have lost some; and of orders other than 1 and 2,
 * the root of a great or small sum would lose some.
 */
function isExact(total: number, order: number): boolean {
  return order === 1 || order === 2 ? total > 1e-290 && total < Infinity : total > 1e-3 && total < 1e3;
}

/** The norm by way of multiples of the greatest element. */
function scaledNorm(
  powers: Run,
  x: TypedArray,
  from: number,
  sizes: readonly number[],
  steps: readonly number[],
  order: number,
): number {
  const scale = fold(farthest, x, from, sizes, steps, 0);
  // 0, ∞ or NaN is the norm itself.
  if (!(scale > 0 && scale < Infinity)) return scale;
  return scale * rootOf(fold(powers, x, from, sizes, steps, 0, scale), order);
}

function rootOf(total: number, order: number): number {
  if (order === 1) return total;
  return order === 2 ? Math.sqrt(total) : total ** (1 / order);
}

function powersOf(order: number): Run {
  if (order === 1) return magnitudes;
  if (order === 2) return squares;
  return (x, from, step, count, total, scale) => {
    let folded = total;
    for (let i = 0; i < count; i++) folded += (Math.abs(x[from + i * step]!) / scale) ** order;
    return folded;
  };
}

function magnitudes(x: TypedArray, from: number, step: number, count: number, total: number, scale: number): number {
  let folded = total;
  for (let i = 0; i < count; i++) folded += Math.abs(x[from + i * step]!) / scale;
  return folded;
}

function squares(x: TypedArray, from: number, step: number, count: number, total: number, scale: number): number {
  let folded = total;
  for (let i = 0; i < count; i++) {
    const scaled = x[from + i * step]! / scale;
    folded += scaled * scaled;
  }
  return folded;
}

function farthest(x: TypedArray, from: number, step: number, count: number, total: number): number {
  let best = total;
  for (let i = 0; i < count; i++) best = Math.max(best, Math.abs(x[from + i * step]!));
  return best;
}
