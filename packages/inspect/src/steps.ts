// Steps of finite differences.

/** A function of how far an argument is moved. */
export type Phi = (t: number) => number;

export interface StepOptions {
  /** The distance h between the points at which the function is tried first. */
  readonly step: number;
  /** The smallest distance that the argument can still be moved by, with some digits. */
  readonly finest: number;
  /** The error, relative to `scale`, up to which a claimed derivative is right. */
  readonly tolerance: number;
  /** The size of the largest derivative among those compared. */
  readonly scale: number;
}

/** What a smaller step is of the one before it. */
export const SHRINK = 1 / 4;

/** How far rounding of `phi`, whose value is given, may move a derivative found with this step. */
export function roundingOf(value: number, step: number): number {
  const ROUNDINGS = 8;
  return (ROUNDINGS * Number.EPSILON * Math.abs(value)) / step;
}
