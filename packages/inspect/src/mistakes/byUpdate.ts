import { Parameter, type Tensor } from '@pullback/core';
import { recordRule, withTensor } from './alteredRules';
import { ratioOf } from './factors';
import { type Case, type Finding, isByHandOfShape, minus, type Part } from './mistake';

/** What is taken from a weight is small, and the difference of numbers that are alike: its digits are fewer. */
const LEAST_TOLERANCE = 1e-6;

/** A larger rate is none that anybody uses: such a ratio is chance. */
const LARGEST_RATE = 10;

/**
 * A weight that was used after its update. A rule that is linear in the weight gives, with `W - l W̄` for `W`, what it gives with
 * `W`, less `l` times what it gives with `W̄`.
 */
export function byUpdate(given: Case): Finding | undefined {
  const { value, right, parts, label } = given;
  if (!isByHandOfShape(given, right.shape)) return undefined;
  for (const part of parts) {
    for (const { weight, moved } of updatesIn(given, part)) {
      const rate = weight === value ? undefined : rateOf(given, moved);
      if (rate !== undefined) return { mistake: 'updated weight', text: updateText(label(weight), rate) };
    }
  }
  return undefined;
}

/** The rate of the update, if it would take `moved` times that from the right cotangent. */
export function rateOf({ byHand, right, tolerance }: Case, moved: Tensor): number | undefined {
  const rate = ratioOf(minus(right, byHand).data, moved.data, Math.max(tolerance, LEAST_TOLERANCE));
  if (rate === undefined || rate <= 0 || rate > LARGEST_RATE) return undefined;
  // Where one number makes all of the one out of the other, or all numbers are one, any factor would look like a rate: only a round one is.
  const isAnyFactor =
    ratioOf(right.data, moved.data, LEAST_TOLERANCE) !== undefined ||
    moved.data.every((number) => number === moved.data[0]);
  return isAnyFactor && !isRound(rate) ? undefined : rate;
}

/** Whether it has two digits at most, as rates that people choose. */
function isRound(rate: number): boolean {
  return Math.abs(rate - Number(rate.toPrecision(2))) <= LEAST_TOLERANCE * rate;
}

/** Each weight that the rule of a part reads, and what the rule gives with the weight's cotangent in its place. */
export function updatesIn(
  { tape, target }: Pick<Case, 'tape' | 'target'>,
  { node, place, cotangent }: Part,
): readonly { readonly weight: Tensor; readonly moved: Tensor }[] {
  const rule = recordRule(node, place, cotangent);
  if (rule === undefined) return [];
  return node.inputs.flatMap((weight) => {
    // What the rule does not read may be updated.
    if (!(weight instanceof Parameter) || !rule.nodes.some(({ inputs }) => inputs.includes(weight))) return [];
    const moved = withTensor(rule, weight, tape.gradient(target, weight) as Tensor);
    return moved === undefined ? [] : [{ weight, moved }];
  });
}

export function updateText(weight: string, rate: number): string {
  return `It uses ${weight} after an update by the rate ${Number(rate.toPrecision(3))}: update when all gradients are known.`;
}
