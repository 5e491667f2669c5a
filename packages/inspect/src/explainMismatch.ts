import type { Tape, Tensor } from '@pullback/core';
import { recordRule, refusals } from './mistakes/alteredRules';
import { byAccumulation } from './mistakes/byAccumulation';
import { byAlteration } from './mistakes/byAlteration';
import { byConvention } from './mistakes/byConvention';
import { byFactor } from './mistakes/byFactor';
import { byOtherCotangent } from './mistakes/byOtherCotangent';
import { byRowFactor } from './mistakes/byRowFactor';
import { byBroadcast, byTranspose } from './mistakes/byShape';
import { byUpdate } from './mistakes/byUpdate';
import { type Case, type Explanation, leafOf, placeOf } from './mistakes/mistake';
import { writeFormula } from './writeFormula';

export type { Explanation, Mistake } from './mistakes/mistake';

export interface ExplainOptions {
  /** How far numbers may be from what explains them, relative to the largest; 1e-9 if not given. */
  readonly tolerance?: number;
  /** What tensors are called, where not by their own names. */
  readonly names?: Readonly<Record<string, Tensor>>;
}

/** In the order in which they are tried: what is simpler first. */
const MISTAKES: readonly ((given: Case) => Explanation | undefined)[] = [
  byFactor,
  byConvention,
  byAccumulation,
  byAlteration,
  byRowFactor,
  byUpdate,
  byTranspose,
  byBroadcast,
  byOtherCotangent,
];

/**
 * Looks for the mistake that explains a wrong cotangent of `value`: a factor (2, ½, -1, one over a number of rows), a slope at a bend,
 * a part that is missing at a fan-out, operands in the wrong order, something left out, a gate set by the cotangent, a weight that had
 * been updated, a transpose, a sum that broadcasting needs, the cotangent of something else. The first that gives the same numbers;
 * undefined if none does.
 * @throws GradientError if the target is no scalar, or does not depend on the value.
 */
export function explainMismatch(
  tape: Tape,
  target: Tensor,
  value: Tensor,
  byHand: Tensor,
  { tolerance = 1e-9, names = {} }: ExplainOptions = {},
): Explanation | undefined {
  const right = tape.gradient(target, value) as Tensor;
  const given: Case = { ...placeOf(tape, target, value, names), byHand, right, tolerance };
  for (const look of MISTAKES) {
    const explanation = look(given);
    if (explanation !== undefined) return explanation;
  }
  return undefined;
}

/**
 * Looks for the mistake behind a formula that an op refused with this message: operands in another order, or transposed, are refused in
 * the same words.
 */
export function explainRefusal(
  tape: Tape,
  target: Tensor,
  value: Tensor,
  message: string,
  { names = {} }: Pick<ExplainOptions, 'names'> = {},
): Explanation | undefined {
  const place = placeOf(tape, target, value, names);
  for (const part of place.parts) {
    const rule = recordRule(part.node, part.place, part.cotangent);
    if (rule === undefined || !refusals(rule, part.node, part.cotangent).includes(message)) continue;
    const right = writeFormula(rule.value, rule.nodes, leafOf(place, part));
    const text = `Its operands are in the wrong order or transposed; right is ${place.bar(value)} = ${right}.`;
    return { mistake: 'order', text };
  }
  return undefined;
}
