// Derivatives by trying: what a function does when its argument is moved a little.

export interface StepOptions {
  /** The distance h between the points at which the function is tried first. */
  readonly step: number;
  /** The error, relative to `scale`, up to which a claimed derivative is right. */
  readonly tolerance: number;
  /** The size of the largest derivative among those compared. */
  readonly scale: number;
}

export interface NumericDerivative {
  readonly value: number;
  /** True if the function bends right at the point: then there is no derivative, only a slope on either side. */
  readonly isKink: boolean;
  /** Whether the claimed derivative is right, up to the tolerance and to rounding. */
  readonly confirms: boolean;
}

type Phi = (t: number) => number;

/** How often a step is made smaller, to get clear of bends and poles nearby, and by how much. */
const SMALLER_STEPS = 12;
const SHRINK = 1 / 4;

/** A step is small enough when rounding may move the derivative by more than this part of the scale. */
const MOSTLY_ROUNDING = 1e-6;

/** Slopes on either side that differ by less than this part of the scale are one slope. */
const BEND = 1e-3;

/**
 * The derivative of `phi` at 0, by the five-point formula
 * `(φ(-2h) - 8 φ(-h) + 8 φ(h) - φ(2h)) / 12h`, whose error is `h⁴ φ⁽⁵⁾ / 30` (Abramowitz & Stegun, 25.3.6).
 *
 * Where that refutes the `claimed` derivative, a bend or a pole nearby may be to blame, so smaller steps are tried too, as
 * long as rounding leaves them a say, and points on one side only. If all refute it, the value that changes least from
 * one step to the next counts. A function that bends at 0 itself has a slope on either side, and any number between them
 * is granted.
 */
export function finiteDifference(phi: Phi, claimed: number, options: StepOptions): NumericDerivative {
  const { step, tolerance, scale } = options;
  const here = phi(0);
  const allowedAt = (h: number): number => tolerance * scale + roundingOf(here, h);
  const kink = kinkOf(phi, here, options);
  if (kink !== undefined) {
    const value = between(claimed, kink.left, kink.right);
    return { value, isKink: true, confirms: Math.abs(value - claimed) <= allowedAt(kink.step) };
  }
  const values: number[] = [];
  for (const formula of [central, ahead, behind]) {
    for (let i = 0, h = step; i <= SMALLER_STEPS; i++, h *= SHRINK) {
      const isMostlyRounding = roundingOf(here, h) > Math.max(tolerance, MOSTLY_ROUNDING) * scale;
      if (i > 0 && isMostlyRounding) break;
      const value = formula(phi, here, h);
      if (Math.abs(value - claimed) <= allowedAt(h)) return { value, isKink: false, confirms: true };
      if (formula === central) values.push(value);
    }
  }
  return { value: steadiest(values), isKink: false, confirms: false };
}

/** The value that differs least from the one after it. */
function steadiest(values: readonly number[]): number {
  let best = values[0]!;
  let leastChange = Infinity;
  for (let i = 0; i + 1 < values.length; i++) {
    const change = Math.abs(values[i]! - values[i + 1]!);
    if (change < leastChange) [best, leastChange] = [values[i]!, change];
  }
  return best;
}

/** How far rounding of `phi`, whose value is given, may move a derivative found with this step. */
export function roundingOf(value: number, step: number): number {
  const ROUNDINGS = 8;
  return (ROUNDINGS * Number.EPSILON * Math.abs(value)) / step;
}

interface Kink {
  readonly left: number;
  readonly right: number;
  /** The smallest step at which they could be seen. */
  readonly step: number;
}

/**
 * The slopes on either side of 0, if they differ however small the step: those of a smooth function come together, and a
 * bend beside the point is left behind.
 */
function kinkOf(phi: Phi, here: number, { step, scale }: StepOptions): Kink | undefined {
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

function slopesAt(phi: Phi, here: number, step: number): Kink {
  return { left: (here - phi(-step)) / step, right: (phi(step) - here) / step, step };
}

function central(phi: Phi, _here: number, h: number): number {
  return (phi(-2 * h) - 8 * phi(-h) + 8 * phi(h) - phi(2 * h)) / (12 * h);
}

/** The five-point formula on the side of `h`, with error `h⁴ φ⁽⁵⁾ / 5`. */
function ahead(phi: Phi, here: number, h: number): number {
  return (-25 * here + 48 * phi(h) - 36 * phi(2 * h) + 16 * phi(3 * h) - 3 * phi(4 * h)) / (12 * h);
}

function behind(phi: Phi, here: number, h: number): number {
  return ahead(phi, here, -h);
}

/** The number nearest to `value` from `a` to `b`. */
function between(value: number, a: number, b: number): number {
  return Math.min(Math.max(value, Math.min(a, b)), Math.max(a, b));
}
