// Norms over axes, in float64, without overflow or underflow on the way.

import type { NdArray, TypedArray } from '../ndArray';
import { eachGroup, fold, type Run } from './groups';

/** Below, the sum of powers may have lost digits to underflow. */
const SAFE = 1e-290;

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
    out[at] =
      total > SAFE && total < Infinity ? rootOf(total, order) : scaledNorm(powers, x, from, sizes, steps, order);
  });
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
