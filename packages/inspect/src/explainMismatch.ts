import { isSameShape, type PullbackError, type Shape, ShapeError, type Tape, type Tensor } from '@pullback/core';
import { recordRule, refusals } from './mistakes/alteredRules';
import { byAccumulation } from './mistakes/byAccumulation';
import { byAlteration } from './mistakes/byAlteration';
import { byConstant } from './mistakes/byConstant';
import { byConvention } from './mistakes/byConvention';
import { byFactor } from './mistakes/byFactor';
import { byNothing } from './mistakes/byNothing';
import { byOtherCotangent } from './mistakes/byOtherCotangent';
import { byRowFactor } from './mistakes/byRowFactor';
import { byBroadcast, byTranspose } from './mistakes/byShape';
import { byStepOnTheWay } from './mistakes/byStepOnTheWay';
import { byUpdate } from './mistakes/byUpdate';
import { type Case, type Explanation, type Finding, isByHand, leafOf, type Place, placeOf } from './mistakes/mistake';
import { numberedIn } from './mistakes/numbered';
import { requireRecord, requireTape, requireTensor } from './requireArguments';
import { requirePositive } from './requirePositive';
import { writeFormula } from './writeFormula';

export type { Explanation, Mistake } from './mistakes/mistake';

export interface ExplainOptions {
  /** How far numbers may be from what explains them, relative to the largest; 1e-9 if not given. */
  readonly tolerance?: number;
  /** What tensors are called, where not by their own names. */
  readonly names?: Readonly<Record<string, Tensor>>;
}

/** In the order in which they are tried: what is simpler first. */
const MISTAKES: readonly ((given: Case) => Finding | undefined)[] = [
  byNothing,
  byFactor,
  byConvention,
  byAccumulation,
  byAlteration,
  byRowFactor,
  byUpdate,
  byTranspose,
  byBroadcast,
  byOtherCotangent,
  byConstant,
  byStepOnTheWay,
];

/**
 * Looks for the mistake that explains a wrong cotangent of `value`: a factor (2, ½, -1, one over a number of rows), a slope at a bend,
 * a part that is missing at a fan-out, operands in the wrong order, something left out, a gate set by the cotangent, a weight that had
 * been updated, a transpose, a sum that broadcasting needs, the cotangent of something else, a value taken for a constant. The first that gives the same numbers;
 * undefined if none does, or nothing is wrong.
 * @throws GradientError if the target is no scalar, or does not depend on the value.
 */
export function explainMismatch(
  tape: Tape,
  target: Tensor,
  value: Tensor,
  byHand: Tensor,
  options: ExplainOptions = {},
): Explanation | undefined {
  requireTape('explainMismatch', tape);
  requireTensor('explainMismatch', 'the value', value);
  requireTensor('explainMismatch', 'the wrong cotangent', byHand);
  requireRecord('explainMismatch', 'the options', options);
  const { tolerance = 1e-9, names = {} } = options;
  requirePositive('explainMismatch', { tolerance });
  requireRecord('explainMismatch', 'names', names);
  const right = tape.gradient(target, value) as Tensor;
  const given: Case = { ...placeOf(tape, target, value, names), byHand, right, tolerance };
  if (isByHand(given, right)) return undefined;
  for (const look of MISTAKES) {
    const finding = look(given);
    if (finding !== undefined) return explained(finding, given);
  }
  return undefined;
}

/**
 * Looks for the mistake behind a formula that an op refused: operands in another order, or transposed, are refused in the same words;
 * or two values were brought together that never meet on the tape.
 */
export function explainRefusal(
  tape: Tape,
  target: Tensor,
  value: Tensor,
  refusal: PullbackError,
  { names = {} }: Pick<ExplainOptions, 'names'> = {},
): Explanation | undefined {
  const place = placeOf(tape, target, value, names);
  const right = place.parts.flatMap((part) => {
    const rule = recordRule(part.node, part.place, part.cotangent);
    if (rule === undefined) return [];
    const formula = `${place.bar(value)} = ${writeFormula(rule.value, rule.nodes, leafOf(place, part))}`;
    return [{ formula, isReordered: refusals(rule, part.node, part.cotangent).includes(refusal.message) }];
  });
  const reordered = right.find(({ isReordered }) => isReordered);
  if (reordered !== undefined) {
    const text = 'Its operands are in the wrong order or transposed.';
    return explained({ mistake: 'order', text, right: reordered.formula }, place);
  }
  const strangers = refusal instanceof ShapeError ? strangersOf(tape, refusal.shapes) : undefined;
  if (strangers === undefined || right.length !== 1) return undefined;
  const [a, b] = strangers.map(place.label);
  const text = `It brings ${a} and ${b} together, which never meet on the tape.`;
  return explained({ mistake: 'no such product', text, right: right[0]!.formula }, place);
}

/** With what is told of values that have no name. */
function explained(finding: Finding, { tape, label }: Place): Explanation {
  return { ...finding, where: numberedIn([finding.text, finding.right ?? ''], tape.nodes, label) };
}

/** The two tensors on the tape that alone have these shapes, if no node reads both. */
function strangersOf({ nodes }: Tape, shapes: readonly Shape[]): readonly [Tensor, Tensor] | undefined {
  const all = new Set(nodes.flatMap(({ inputs, output }) => [...inputs, output]));
  const found = shapes.map((shape) => [...all].filter((tensor) => isSameShape(tensor.shape, shape)));
  const [a, b] = found.map((tensors) => (tensors.length === 1 ? tensors[0] : undefined));
  if (shapes.length !== 2 || a === undefined || b === undefined) return undefined;
  return nodes.some(({ inputs }) => inputs.includes(a) && inputs.includes(b)) ? undefined : [a, b];
}
