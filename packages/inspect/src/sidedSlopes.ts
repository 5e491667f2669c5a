// Where a function bends or jumps there is no derivative, only a slope on either side.

import { type Phi, roundingOf, SHRINK, type StepOptions } from './steps';

/** Slopes on either side that differ by less than this part of the scale are one slope. */
const BEND = 1e-3;
/** How often a step is made smaller to see whether a bend, or a jump, stays. */
const SMALLER_STEPS = 12;

/** The slopes on either side of a point. */
export interface SidedSlopes {
  readonly left: number;
  readonly right: number;
  /** How far rounding may have moved them. */
  readonly rounding: number;
}

/**
 * The slopes on either side of 0, if they differ however small the step: those of a smooth function come together, and a
 * bend beside the point is left behind.
 */
export function slopesAtBend(phi: Phi, here: number, { step, scale }: StepOptions): SidedSlopes | undefined {
  let slopes = slopesAt(phi, here, step);
  let bend = Math.abs(slopes.right - slopes.left);
  if (!(bend > BEND * scale)) return undefined;
  for (let i = 0, h = step * SHRINK; i < SMALLER_STEPS && roundingOf(here, h) < bend / 8; i++, h *= SHRINK) {
    slopes = slopesAt(phi, here, h);
    const smaller = Math.abs(slopes.right - slopes.left);
    if (!(smaller > bend / 2)) return undefined;
    bend = smaller;
  }
  return slopes;
}

/**
 * The slopes of what lies on either side of a jump at 0. At a jump the function is as far from its value at 0 however small the
 * step.
 */
export function slopesAtJump(phi: Phi, here: number, step: number): SidedSlopes | undefined {
  const gapAt = (h: number): number => Math.max(Math.abs(phi(h) - here), Math.abs(phi(-h) - here));
  const gap = gapAt(step);
  if (!(Number.isFinite(gap) && gap > roundingOf(here, 1) && gapAt(step * SHRINK ** SMALLER_STEPS) > gap / 2))
    return undefined;
  const h = step * SHRINK ** (SMALLER_STEPS / 3);
  return { left: beyond(phi, -h), right: beyond(phi, h), rounding: roundingOf(Math.abs(here) + gap, h) };
}

function slopesAt(phi: Phi, here: number, step: number): SidedSlopes {
  return { left: (here - phi(-step)) / step, right: (phi(step) - here) / step, rounding: roundingOf(here, step) };
}

/** The slope at 0 of what lies on the side of `h`: of the cubic through the four points, with error `h³ φ⁽⁴⁾`. */
function beyond(phi: Phi, h: number): number {
  return (-26 * phi(h) + 57 * phi(2 * h) - 42 * phi(3 * h) + 11 * phi(4 * h)) / (6 * h);
}
