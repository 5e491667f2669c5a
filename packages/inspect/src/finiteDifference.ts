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

/** The steps that are tried, as parts of the first: smaller ones get clear of a bend nearby. */
const STEPS = [1, 1 / 4, 1 / 16, 1 / 64, 1 / 256];

/** Slopes on either side that differ by less than this part of the scale are one slope, with noise. */
const BEND = 1e-3;

/**
 * The derivative of `phi` at 0, by the five-point formula
 * `(φ(-2h) - 8 φ(-h) + 8 φ(h) - φ(2h)) / 12h`, whose error is `h⁴ φ⁽⁵⁾ / 30` (Abramowitz & Stegun, 25.3.6).
 *
 * Where that refutes the `claimed` derivative, a bend of the function between the points may be to blame, so points on
 * one side only are tried too, and smaller steps; if all refute it, the nearest value counts. A function that bends at 0
 * itself has a slope on either side, and any number between them is granted.
 */
export function finiteDifference(
  phi: Phi,
  claimed: number,
  { step, tolerance, scale }: StepOptions,
): NumericDerivative {
  const here = phi(0);
  let nearest = Number.NaN;
  for (const part of STEPS) {
    const h = step * part;
    const allowed = tolerance * scale + roundingOf(here, h);
    for (const formula of [central, ahead, behind]) {
      const value = formula(phi, here, h);
      const error = Math.abs(value - claimed);
      if (error <= allowed) return { value, isKink: false, confirms: true };
      if (!(error >= Math.abs(nearest - claimed))) nearest = value;
    }
  }
  const last = step * STEPS.at(-1)!;
  const wide = slopes(phi, here, 4 * last);
  const narrow = slopes(phi, here, last);
  // A smooth function's two slopes come together as the step shrinks; those of a bend stay apart.
  const bend = Math.abs(narrow.right - narrow.left);
  const isKink = bend > BEND * scale && bend > Math.abs(wide.right - wide.left) / 2;
  if (!isKink) return { value: nearest, isKink, confirms: false };
  const value = between(claimed, narrow.left, narrow.right);
  return { value, isKink, confirms: Math.abs(value - claimed) <= tolerance * scale + roundingOf(here, last) };
}

/** How far rounding of `phi`, whose value is given, may move a derivative found with this step. */
export function roundingOf(value: number, step: number): number {
  const ROUNDINGS = 8;
  return (ROUNDINGS * Number.EPSILON * Math.abs(value)) / step;
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

function slopes(phi: Phi, here: number, h: number): { readonly left: number; readonly right: number } {
  return { left: (here - phi(-h)) / h, right: (phi(h) - here) / h };
}

/** The number nearest to `value` from `a` to `b`. */
function between(value: number, a: number, b: number): number {
  return Math.min(Math.max(value, Math.min(a, b)), Math.max(a, b));
}
