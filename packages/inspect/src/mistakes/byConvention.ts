import { isSameShape } from '@pullback/core';
import type { Case, Finding } from './mistake';

/** Another slope where the function bends, at 0: not wrong, but not ours. */
export function byConvention({ value, byHand, right, label, tolerance }: Case): Finding | undefined {
  if (!isSameShape(byHand.shape, right.shape)) return undefined;
  let largest = 0;
  for (let i = 0; i < right.size; i++) largest = Math.max(largest, Math.abs(right.data[i]!));
  let differences = 0;
  for (let i = 0; i < right.size; i++) {
    if (Math.abs(byHand.data[i]! - right.data[i]!) <= tolerance * largest) continue;
    if (value.data[i] !== 0) return undefined;
    differences++;
  }
  if (differences === 0) return undefined;
  const text = `It differs only where ${label(value)} is exactly 0: there the slope is a convention, and ours is 0.`;
  return { mistake: 'convention', text };
}
