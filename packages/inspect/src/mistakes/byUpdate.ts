import { isSameShape, Parameter, type Tensor } from '@pullback/core';
import { recordRule, withTensor } from './alteredRules';
import { ratioOf } from './factors';
import type { Case, Finding } from './mistake';

/** What is taken from a weight is small, and the difference of numbers that are alike: its digits are fewer. */
const LEAST_TOLERANCE = 1e-6;

/**
 * A weight that was used after its update. A rule that is linear in the weight gives, with `W - l W̄` for `W`, what it gives with
 * `W`, less `l` times what it gives with `W̄`.
 */
export function byUpdate({ tape, target, value, byHand, right, parts, label, tolerance }: Case): Finding | undefined {
  if (!isSameShape(byHand.shape, right.shape)) return undefined;
  const difference = right.data.map((number: number, i: number) => number - byHand.data[i]!);
  for (const { node, place, cotangent } of parts) {
    for (const weight of node.inputs) {
      if (!(weight instanceof Parameter) || weight === value) continue;
      const rule = recordRule(node, place, cotangent);
      const moved = rule && withTensor(rule, weight, tape.gradient(target, weight) as Tensor);
      const rate = moved && ratioOf(difference, moved.data, Math.max(tolerance, LEAST_TOLERANCE));
      if (rate === undefined || rate <= 0) continue;
      const text = `It uses ${label(weight)} after an update by the rate ${Number(rate.toPrecision(3))}: update when all gradients are known.`;
      return { mistake: 'updated weight', text };
    }
  }
  return undefined;
}
