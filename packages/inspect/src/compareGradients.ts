import { GradientError, Random, replay, type Shape, type Tape, type Tensor } from '@pullback/core';
import { byWalk } from './byWalk';
import { formatComparison } from './comparisonReport';
import { type Derivation, derive, type Formulas, type Values } from './derivation';
import { type Difference, difference, type Worst } from './difference';
import { type Explanation, explainMismatch, explainRefusal } from './explainMismatch';
import { mismatchOf } from './mismatch';
import { largestOf, type NumericCheck, numericCheck } from './numericCheck';
import { requireFunction, requireRecord, requireTape, requireTensor } from './requireArguments';
import { requireFloat64 } from './requireFloat64';
import { requirePositive } from './requirePositive';
import { routeBetween } from './route';

export interface CompareOptions {
  /** The largest error, relative to each entry of autograd, of a formula that is right; 1e-10 if not given. */
  readonly tolerance?: number;
  /** How many entries of each value to try by finite differences; 100 if not given. */
  readonly entries?: number;
  /** Distance between the points of the five-point formula; 1e-3 if not given. */
  readonly step?: number;
  /** The largest relative error of finite differences that confirms autograd; 1e-7 if not given. */
  readonly numericTolerance?: number;
  /** Seed of the draw of entries. */
  readonly seed?: number;
}

/**
 * `right`: agrees with autograd. `wrong`: does not, even with the right cotangents put in. `follows`: is wrong, but only
 * because of a wrong cotangent put in.
 */
export type Verdict = 'right' | 'wrong' | 'follows';

/** What was found of one value's cotangent. */
export interface Comparison {
  readonly name: string;
  readonly shape: Shape;
  readonly verdict: Verdict;
  /** The largest entry of autograd's cotangent, by magnitude. */
  readonly largest: number;
  /** Of the formula against autograd, relative to each entry; ∞ if it gave nothing to compare. */
  readonly relativeError: number;
  /** What autograd gives. */
  readonly autograd: Tensor;
  /** What the formula gives; undefined if an op refused it. */
  readonly byHand: Tensor | undefined;
  /** Where formula (`actual`) and autograd (`expected`) differ most. */
  readonly worst: Worst | undefined;
  /** Why the formula gave nothing to compare. */
  readonly problem: string | undefined;
  /** The wrong cotangents that the formula used. */
  readonly because: readonly string[];
  /** Of a formula that is wrong, the mistake that explains its numbers; undefined if none that people make does. */
  readonly explanation: Explanation | undefined;
  /** Autograd against finite differences. */
  readonly numeric: NumericCheck;
}

export interface ComparisonReport {
  /** Whether every formula is right, and finite differences confirm autograd. */
  readonly isRight: boolean;
  /** In the order of the backward walk. */
  readonly comparisons: readonly Comparison[];
  /** Where on the backward walk the derivation first goes wrong. */
  readonly firstWrong: Comparison | undefined;
  /** Whether all sizes are equal, so that a product in the wrong order, or a missing transpose, still has the right shape. */
  readonly hidesOrder: boolean;
  toString(): string;
}

/**
 * Compares formulas derived by hand with autograd, and autograd with finite differences, value by value in the order of
 * the backward walk.
 *
 * `values` names tensors on the tape, intermediate ones too; `formulas` gives the cotangent of each. A formula is given
 * the cotangents of the others by name: those derived by hand, and where those are wrong, once more autograd's, so that
 * one wrong step is told apart from all that follow from it.
 * @throws DTypeError unless the values are float64.
 * @throws GradientError if the target is not a scalar, or does not depend on a value, or a formula is missing, or is for none of them.
 */
export function compareGradients<V extends Values>(
  tape: Tape,
  target: Tensor,
  values: V,
  formulas: Formulas<V>,
  options: CompareOptions = {},
): ComparisonReport {
  requireTape('compareGradients', tape);
  requireRecord('compareGradients', 'the values', values);
  requireRecord('compareGradients', 'the formulas', formulas);
  requireRecord('compareGradients', 'the options', options);
  const { tolerance = 1e-10, entries = 100, step = 1e-3, numericTolerance = 1e-7, seed = 0 } = options;
  requirePositive('compareGradients', { tolerance, entries, step, numericTolerance });
  if (Object.keys(values).length === 0) throw new GradientError('compareGradients: there are no values to compare.');
  for (const [name, value] of Object.entries(values)) {
    requireTensor('compareGradients', `'${name}'`, value);
    requireFloat64('compareGradients', value, `'${name}'`);
    if (formulas[name] === undefined) throw new GradientError(`compareGradients: there is no formula for '${name}'.`);
    requireFunction('compareGradients', `the formula for '${name}'`, formulas[name]);
  }
  const stray = Object.keys(formulas).find((name) => values[name] === undefined);
  if (stray !== undefined) {
    throw new GradientError(
      `compareGradients: there is a formula for '${stray}', which is not among the values. Add it there.`,
    );
  }
  const autograd: Values = tape.gradient(target, values);
  const byHand = derive(formulas);
  const withAutograd = derive(formulas, autograd);
  const random = new Random(seed);
  const isRight = (derivation: Derivation, name: string): boolean =>
    judge(derivation, autograd[name]!).relativeError <= tolerance;
  const names = byWalk(tape.nodes, target, values);
  const wrong = new Set(names.filter((name) => !isRight(byHand(name), name)));

  const comparisons = names.map((name): Comparison => {
    const [value, expected] = [values[name]!, autograd[name]!];
    const because = wrong.has(name) ? byHand(name).used.filter((other) => other !== name && wrong.has(other)) : [];
    const follows = because.length > 0 && isRight(withAutograd(name), name);
    const verdict = !wrong.has(name) ? 'right' : follows ? 'follows' : 'wrong';
    const phi = (x: Tensor): number => replay(tape.nodes, target, new Map([[value, x]])).item();
    const numeric = numericCheck(phi, value, expected, { step, tolerance: numericTolerance, entries, random });
    const largest = largestOf(expected);
    // With the right cotangents put in, what is wrong is this formula's own.
    const own = because.length > 0 ? withAutograd(name) : byHand(name);
    const explanation = verdict === 'wrong' ? explain(own, tape, target, value, values) : undefined;
    return {
      name,
      shape: expected.shape,
      verdict,
      largest,
      autograd: expected,
      byHand: byHand(name).cotangent,
      ...judge(byHand(name), expected),
      because,
      explanation,
      numeric,
    };
  });
  const firstWrong =
    comparisons.find(({ verdict }) => verdict === 'wrong') ?? comparisons.find(({ verdict }) => verdict === 'follows');
  const isConfirmed = comparisons.every(({ numeric }) => numeric.isRight);
  const report = {
    isRight: firstWrong === undefined && isConfirmed,
    comparisons,
    firstWrong,
    hidesOrder: hidesOrder(tape, target, values),
  };
  return { ...report, toString: () => formatComparison(report) };
}

function explain(
  { cotangent, refusal }: Derivation,
  tape: Tape,
  target: Tensor,
  value: Tensor,
  names: Values,
): Explanation | undefined {
  if (cotangent === undefined) return refusal && explainRefusal(tape, target, value, refusal, { names });
  return explainMismatch(tape, target, value, cotangent, { names });
}

/** Whether no two sizes of what is multiplied differ. */
function hidesOrder(tape: Tape, target: Tensor, values: Values): boolean {
  const { nodes } = routeBetween(tape.nodes, values, target);
  const shapes = nodes.flatMap(({ inputs }) => inputs.map(({ shape }) => shape)).filter((shape) => shape.length > 1);
  // An axis of size 1 fits all others, and hides nothing.
  const sizes = new Set(shapes.flat().filter((size) => size !== 1));
  return shapes.length > 0 && sizes.size === 1;
}

/** Entries smaller than this part of the largest are compared relative to that: below, they may be what cancels. */
const SMALLEST_PART = 1e-3;

type Judgement = Difference & { readonly problem: string | undefined };

/** A formula that gave nothing, or something of another shape or dtype, is infinitely far off. */
function judge({ cotangent, problem }: Derivation, expected: Tensor): Judgement {
  if (cotangent === undefined) return { relativeError: Infinity, worst: undefined, problem };
  const mismatch = mismatchOf('the formula gives', cotangent, expected);
  if (mismatch !== undefined) return { relativeError: Infinity, worst: undefined, problem: mismatch };
  const pairs = Array.from(expected.data, (value, position) => ({
    position,
    expected: value,
    actual: cotangent.data[position]!,
  }));
  return { ...difference(pairs, expected.shape, { part: SMALLEST_PART }), problem: undefined };
}
