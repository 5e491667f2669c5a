import {
  forEachLeaf,
  mapTree,
  PullbackError,
  Random,
  spell,
  Tensor,
  type Tree,
  textTable,
  untracked,
  vjp,
} from '@pullback/core';
import { formatError } from './gradientReport';
import { requireFunction, requireRecord, requireTensor } from './requireArguments';
import { requireFloat64 } from './requireFloat64';
import { requirePositive } from './requirePositive';

/** How far finite differences are from autograd with one step. */
export interface StepError {
  readonly step: number;
  /** Of `(φ(h) - φ(-h)) / 2h`, relative to the derivative: falls as `h²` until rounding rises as `1/h`. */
  readonly twoPoints: number;
  /** Of the five-point formula, likewise: falls as `h⁴`. */
  readonly fivePoints: number;
}

export interface StepSweep {
  /** From the largest step to the smallest. */
  readonly errors: readonly StepError[];
  /** The steps at which each formula is nearest. */
  readonly best: { readonly twoPoints: number; readonly fivePoints: number };
  /** A table. */
  toString(): string;
}

export interface SweepOptions {
  /** The steps to try; powers of ten from 10⁻¹ to 10⁻¹² if not given. */
  readonly steps?: readonly number[];
  /** Seed of the random cotangent and the random direction. */
  readonly seed?: number;
}

const STEPS: readonly number[] = Array.from({ length: 12 }, (_, i) => Number(`1e-${i + 1}`));

/**
 * How the step matters: the derivative of `f` along a random direction, under a random cotangent, by finite differences with ever
 * smaller steps, beside autograd's. Large steps see the curve, small ones the rounding of the function.
 *
 * Shapes: any tree of float64 tensors to any tensor.
 * @throws DTypeError unless every input, and the value, is float64.
 * @throws PullbackError if there are no steps, or one is not a number > 0.
 */
export function sweepSteps<const T extends Tree>(
  f: (inputs: T) => Tensor,
  inputs: T,
  options: SweepOptions = {},
): StepSweep {
  requireFunction('sweepSteps', 'f', f);
  requireRecord('sweepSteps', 'the options', options);
  const { steps = STEPS, seed = 0 } = options;
  if (!Array.isArray(steps)) throw new PullbackError(`sweepSteps: steps must be an array, got ${spell(steps)}.`);
  if (steps.length === 0) throw new PullbackError('sweepSteps: there are no steps to try.');
  for (const step of steps) requirePositive('sweepSteps', { step });
  forEachLeaf(inputs, (tensor, path) => requireFloat64('sweepSteps', tensor, `'${tensor.name ?? path}'`));
  const random = new Random(seed);
  const direction: Tensor[] = [];
  forEachLeaf(inputs, ({ shape }) => void direction.push(random.normal(shape, { dtype: 'float64' })));
  const { value, pullback } = vjp(f, inputs);
  requireTensor('sweepSteps', "the function's value", value);
  requireFloat64('sweepSteps', value, "the function's value");
  const cotangent = random.normal(value.shape, { dtype: 'float64' });
  const moved = (h: number) => {
    let next = 0;
    return mapTree(inputs, (tensor) => {
      const along = direction[next++]!;
      const data = Float64Array.from(tensor.data, (number, i) => number + h * along.data[i]!);
      return new Tensor(data, tensor.shape, 'float64');
    });
  };
  const phi = (h: number): number =>
    dot(
      cotangent,
      untracked(() => f(moved(h) as Tree as T)),
    );
  const cotangents: Tensor[] = [];
  forEachLeaf(pullback(cotangent) as Tree, (leaf) => void cotangents.push(leaf));
  const expected = direction.reduce((sum, along, i) => sum + dot(cotangents[i]!, along), 0);
  const errorOf = (found: number): number =>
    Math.abs(found - expected) / Math.max(Math.abs(expected), Number.MIN_VALUE);
  const errors = steps.map((h) => {
    const [one, two] = [phi(h) - phi(-h), phi(2 * h) - phi(-2 * h)];
    return { step: h, twoPoints: errorOf(one / (2 * h)), fivePoints: errorOf((8 * one - two) / (12 * h)) };
  });
  const bestOf = (formula: 'twoPoints' | 'fivePoints'): number =>
    errors.reduce(
      (best, error) => (error[formula] < best[formula] || Number.isNaN(best[formula]) ? error : best),
      errors[0]!,
    ).step;
  const best = { twoPoints: bestOf('twoPoints'), fivePoints: bestOf('fivePoints') };
  return { errors, best, toString: () => tableOf(errors, best) };
}

function tableOf(errors: readonly StepError[], best: StepSweep['best']): string {
  const mark = (isBest: boolean): string => (isBest ? 'best' : '');
  const rows = errors.map(({ step, twoPoints, fivePoints }) => [
    formatError(step),
    formatError(twoPoints),
    mark(step === best.twoPoints),
    formatError(fivePoints),
    mark(step === best.fivePoints),
  ]);
  return textTable([['step h', 'two points', '', 'five points', ''], ...rows], [0, 1, 3]).join('\n');
}

function dot(a: Tensor, b: Tensor): number {
  let total = 0;
  for (let i = 0; i < a.size; i++) total += a.data[i]! * b.data[i]!;
  return total;
}
