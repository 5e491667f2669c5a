// Derivatives by trying: what a function does when its argument is moved a little.

import { type SidedSlopes, slopesAtBend, slopesAtJump } from './sidedSlopes';
import { type Phi, roundingOf, SHRINK, type StepOptions } from './steps';

export interface NumericDerivative {
  readonly value: number;
  /** True if the function bends right at the point: then there is no derivative, only a slope on either side. */
  readonly isKink: boolean;
  /** Whether the claimed derivative is right, up to the tolerance and to rounding. */
  readonly confirms: boolean;
}

/** How often a step is made smaller at most, to get clear of bends and poles nearby. */
const SMALLER_STEPS = 60;

/** An error that falls to this part, or less, at each of so many smaller steps, vanishes with the step. */
const FALLING = 0.6;
const FALLS = 6;

/**
 * The derivative of `phi` at 0, by the five-point formula
 * `(φ(-2h) - 8 φ(-h) + 8 φ(h) - φ(2h)) / 12h`, whose error is `h⁴ φ⁽⁵⁾ / 30` (Abramowitz & Stegun, 25.3.6).
 *
 * Where that refutes the `claimed` derivative, a bend or a pole nearby may be to blame, so smaller steps are tried too, as
 * long as rounding leaves them a say, and points on one side only. It is right, too, if what each step finds comes nearer to it
 * by the same part, as at 0 for `t^1.5`, which has no third derivative there. If all refute it, the value that changes least from
 * one step to the next counts. A function that bends or jumps at 0 itself has a slope on either side, and any number between them
 * is granted.
 */
export function finiteDifference(phi: Phi, claimed: number, options: StepOptions): NumericDerivative {
  const { step, finest, tolerance, scale } = options;
  const here = phi(0);
  const allowedAt = (h: number): number => tolerance * scale + roundingOf(here, h);
  const atKink = ({ left, right, rounding }: SidedSlopes): NumericDerivative => {
    const value = between(claimed, left, right);
    return { value, isKink: true, confirms: Math.abs(value - claimed) <= tolerance * scale + rounding };
  };
  const bend = slopesAtBend(phi, here, options);
  if (bend !== undefined) return atKink(slopesAtJump(phi, here, step) ?? bend);
  const values: number[] = [];
  for (const formula of [central, ahead, behind]) {
    const errors: number[] = [];
    for (let i = 0, h = step; i <= SMALLER_STEPS; i++, h *= SHRINK) {
      // Beyond, what is found would be mostly rounding.
      if (i > 0 && (h < finest || roundingOf(here, h) > tolerance * scale)) break;
      const value = formula(phi, here, h);
      const error = errorOf(value, claimed);
      if (Number.isFinite(claimed) && error <= allowedAt(h)) return { value, isKink: false, confirms: true };
      if (formula === central) values.push(value);
      errors.push(error);
    }
    if (Number.isFinite(here) && vanish(errors)) return { value: claimed, isKink: false, confirms: true };
  }
  const jump = slopesAtJump(phi, here, step);
  return jump === undefined ? { value: steadiest(values), isKink: false, confirms: false } : atKink(jump);
}

/** How far off a value is; of a claim that is infinite, what is left to it. */
function errorOf(value: number, claimed: number): number {
  if (Number.isFinite(claimed)) return Math.abs(value - claimed);
  return Math.sign(value) === Math.sign(claimed) ? 1 / Math.abs(value) : Number.NaN;
}

function vanish(errors: readonly number[]): boolean {
  return errors.length > FALLS && errors.slice(1).every((error, i) => error <= FALLING * errors[i]!);
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

function central(phi: Phi, _here: number, h: number): number {
  // In pairs, so that an even function has exactly 0.
  return (phi(-2 * h) - phi(2 * h) + 8 * (phi(h) - phi(-h))) / (12 * h);
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
