import { type Random, Tensor } from '@pullback/core';
import { type Difference, difference, type Pair } from './difference';
import { finiteDifference } from './finiteDifference';
import { type Phi, roundingOf } from './steps';

export interface NumericOptions {
  /** Distance between the points of the five-point formula; relative to entries larger than 1, and a power of 2. */
  readonly step: number;
  /** The relative error up to which a gradient is right. */
  readonly tolerance: number;
  /** How many entries to try; all if there are fewer. */
  readonly entries: number;
  /** Draws the entries. */
  readonly random: Random;
}

export interface NumericCheck extends Difference {
  /** How many entries were tried. */
  readonly entries: number;
  /** How many of them lie where the function bends; any slope between those on either side passes there. */
  readonly kinks: number;
  /** Whether every entry that was tried is right, up to the tolerance and to rounding. */
  readonly isRight: boolean;
  /** Up to which part of the gradient's largest entry the rounding of the function hides errors. */
  readonly hidden: number;
}

/** The smallest step, as a part of an entry: ten bits of it are left. */
const FINEST = 2 ** -42;

/** Compares a claimed `gradient` of `phi` at `x` (float64) with finite differences, entry by entry. */
export function numericCheck(
  phi: (x: Tensor) => number,
  x: Tensor,
  gradient: Tensor,
  { step, tolerance, entries, random }: NumericOptions,
): NumericCheck {
  const here = phi(x);
  const rounding = roundingOf(here, step * Math.max(1, largestOf(x)));
  const largest = largestOf(gradient);
  const hidden = largest === 0 ? 0 : rounding / largest;
  const lines = samplePositions(x.size, entries, random).map((position): Line => {
    const size = Math.abs(x.data[position]!);
    const phiAlong = (t: number): number => phi(moved(x, position, t));
    return { position, phi: phiAlong, step: powerOfTwo(step * Math.max(1, size)), finest: FINEST * size };
  });
  const check = (floor: number): NumericCheck => {
    const scale = largestOf(gradient, floor);
    let kinks = 0;
    let isRight = true;
    const pairs = lines.map(({ position, phi, ...steps }): Pair => {
      const claimed = gradient.data[position]!;
      const numeric = finiteDifference(phi, claimed, { ...steps, tolerance, scale });
      if (numeric.isKink) kinks++;
      if (!numeric.confirms) isRight = false;
      return { position, expected: numeric.value, actual: claimed };
    });
    return { entries: pairs.length, kinks, isRight, hidden, ...difference(pairs, x.shape, { floor, part: 1 }) };
  };
  // Where gradients are so small that differences of φ are rounding, errors are taken relative to that.
  const floor = rounding / tolerance;
  const found = check(floor);
  if (found.isRight) return found;
  // Next to the bottom of a valley they are rounding themselves, beside what a step away from there changes.
  const steepest = lines.reduce((most, line) => Math.max(most, secantOf(line, here)), 0);
  return largest <= NOTHING * steepest ? check(Math.max(floor, steepest)) : found;
}

/** The function along one entry of the input, and the steps to take there. */
interface Line {
  readonly position: number;
  readonly phi: Phi;
  readonly step: number;
  readonly finest: number;
}

/** Gradients of this part of a secant are 0 but for rounding. */
const NOTHING = 1e-12;

/** How steep it is to a step away, on the side where it is less: on the other there may be a pole. */
function secantOf({ phi, step }: Line, here: number): number {
  const secants = [-step, step].map((t) => Math.abs(phi(t) - here) / step).filter(Number.isFinite);
  return secants.length === 0 ? 0 : Math.min(...secants);
}

/** The largest magnitude among the finite elements, and at least `floor`. */
export function largestOf({ data }: Tensor, floor = 0): number {
  let largest = floor;
  for (const value of data) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  return largest;
}

/** The power of 2 just below: steps of it are not rounded when they are added to numbers that are not much larger. */
function powerOfTwo(value: number): number {
  return 2 ** Math.floor(Math.log2(value));
}

/** The positions to try in an array of `size`: all of them, or `limit` drawn without repetition, in ascending order. */
function samplePositions(size: number, limit: number, random: Random): number[] {
  return random
    .permutation(size)
    .slice(0, limit)
    .sort((a, b) => a - b);
}

/** A copy of `x` with one element moved by `t`. */
function moved(x: Tensor, position: number, t: number): Tensor {
  const data = x.data.slice();
  data[position]! += t;
  return new Tensor(data, x.shape, x.dtype);
}
