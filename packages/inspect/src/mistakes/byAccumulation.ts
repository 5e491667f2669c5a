import type { Tensor } from '@pullback/core';
import {
  type Case,
  type Finding,
  isByHand,
  isByHandOfShape,
  knownFactor,
  minus,
  type Part,
  type Place,
  plus,
} from './mistake';

/** Of how many parts every choice is tried; of more only single ones, and those that follow each other. */
const FEW = 8;
/** How much work the ranges of many parts may be: numbers that are added. */
const MOST = 1e8;

/** At a fan-out, parts that were forgotten, or one with a factor that it should not have. */
export function byAccumulation(given: Case): Finding | undefined {
  const { right, parts, byHand } = given;
  if (parts.length < 2 || !isByHandOfShape(given, right.shape)) return undefined;
  const dropped = byDroppedParts(given, right, (total) => isByHand(given, total));
  if (dropped !== undefined) return dropped;
  for (const part of parts) {
    const factor = knownFactor(given, minus(byHand, minus(right, part.value)), part.value);
    if (factor === undefined) continue;
    const text = `What comes back from ${given.label(part.node.output)} is ${factor.text} times what it should be.`;
    return { mistake: 'factor', text };
  }
  return undefined;
}

/** Parts that were forgotten, so that what is left passes the test; `right` is what all of them make. */
export function byDroppedParts(
  { value, parts, label }: Place,
  right: Tensor,
  isSought: (total: Tensor) => boolean,
): Finding | undefined {
  if (parts.length < 2) return undefined;
  const all = `${label(value)} is read ${parts.length} times, and what comes back adds`;
  for (const some of choicesOf(parts, value.size)) {
    const from = listed(some.map(({ node }) => label(node.output)));
    const total = some.map((part) => part.value).reduce(plus);
    if (isSought(total)) return { mistake: 'accumulation', text: `It is what comes back from ${from} alone: ${all}.` };
    if (isSought(minus(right, total))) {
      return { mistake: 'accumulation', text: `What comes back from ${from} is missing: ${all}.` };
    }
  }
  return undefined;
}

/** Some of the parts, at most half: what is alone, or missing. The fewest first. */
function choicesOf(parts: readonly Part[], size: number): readonly (readonly Part[])[] {
  const atMostHalf = (some: readonly Part[]): boolean => some.length <= parts.length / 2;
  if (parts.length <= FEW) {
    const all = Array.from({ length: 2 ** parts.length - 1 }, (_, choice) =>
      parts.filter((_, i) => Math.floor((choice + 1) / 2 ** i) % 2 === 1),
    );
    return all.filter(atMostHalf).sort((a, b) => a.length - b.length);
  }
  const single = parts.map((part) => [part]);
  if (parts.length ** 2 * size > MOST) return single;
  const ends = parts.slice(1).flatMap((_, i) => [parts.slice(0, i + 1), parts.slice(i + 1)]);
  return [...single, ...ends.filter((some) => some.length > 1 && atMostHalf(some))];
}

/** `a`, `a and b`, `a, b and c`; the ends of what is long. */
function listed(names: readonly string[]): string {
  if (names.length > 4) return `${names[0]}, ${names[1]}, … and ${names.at(-1)}`;
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
