import type { Tensor } from '@pullback/core';
import { byDroppedParts } from './byAccumulation';
import { candidatesOf, explain } from './byAlteration';
import { rateOf, updatesIn, updateText } from './byUpdate';
import { type Case, type Finding, isByHand, isByHandOfShape, minus, type Place, placeOf, plus } from './mistake';

/** Of longer ways the steps are not tried one by one. */
const LONGEST = 50;

/**
 * A mistake in a step between the target and the value, where a derivation puts several steps into one formula. What is wrong with the
 * cotangent of a value on the way, the rules behind it carry on to this one: they are linear.
 */
export function byStepOnTheWay(given: Case): Finding | undefined {
  const { tape, target, value, right, onTheWay, names } = given;
  if (onTheWay.length > LONGEST || !isByHandOfShape(given, right.shape)) return undefined;
  for (const between of onTheWay) {
    if (between === target) continue;
    const place = placeOf(tape, target, between, names);
    const there = tape.gradient(target, between) as Tensor;
    const carry = (change: Tensor): Tensor => tape.gradient(between, value, { cotangent: change }) as Tensor;
    const finding = byStep(given, place, there, carry);
    if (finding !== undefined)
      return { ...finding, text: `On the way, at ${place.bar(between)}: ${lowered(finding.text)}` };
  }
  return undefined;
}

/** A sentence as it goes on after a colon. */
function lowered(text: string): string {
  return text.replace(/^(It|What) /, (word) => word.toLowerCase());
}

/** A mistake in the cotangent of a value on the way, which is `right` there. */
function byStep(given: Case, place: Place, right: Tensor, carry: (change: Tensor) => Tensor): Finding | undefined {
  const explains = (there: Tensor): boolean => isByHand(given, plus(given.right, carry(minus(there, right))));
  for (const part of place.parts) {
    const altered = candidatesOf(place, part, right, right.shape).find(({ total }) => explains(total));
    if (altered !== undefined) return explain(place, altered);
  }
  const dropped = byDroppedParts(place, right, explains);
  if (dropped !== undefined) return dropped;
  for (const part of place.parts) {
    for (const { weight, moved } of updatesIn(place, part)) {
      const rate = weight === given.value ? undefined : rateOf(given, carry(moved));
      if (rate !== undefined) return { mistake: 'updated weight', text: updateText(place.label(weight), rate) };
    }
  }
  return undefined;
}
