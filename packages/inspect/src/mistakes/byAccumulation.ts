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

/** Of how many parts every choice is tried; of more only single ones, the first few, and the last few. */
const FEW = 8;

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
  for (const { some, total } of choicesOf(parts, right)) {
    const isAlone = isSought(total);
    if (!isAlone && !isSought(minus(right, total))) continue;
    const from = `comes back from ${listed(some.map(({ node }) => label(node.output)))}`;
    const text = isAlone ? `It is what ${from} alone: ${all}.` : `What ${from} is missing: ${all}.`;
    return { mistake: 'accumulation', text };
  }
  return undefined;
}

/** Some of the parts, and their sum. */
interface Choice {
  readonly some: readonly Part[];
  readonly total: Tensor;
}

/** At most half of the parts: what is alone, or missing. The fewest first. */
function* choicesOf(parts: readonly Part[], right: Tensor): Generator<Choice> {
  const isAtMostHalf = (some: readonly Part[]): boolean => some.length <= parts.length / 2;
  if (parts.length <= FEW) {
    const all = Array.from({ length: 2 ** parts.length - 1 }, (_, choice) =>
      parts.filter((_, i) => Math.floor((choice + 1) / 2 ** i) % 2 === 1),
    );
    for (const some of all.filter(isAtMostHalf).sort((a, b) => a.length - b.length)) {
      yield { some, total: some.map((part) => part.value).reduce(plus) };
    }
    return;
  }
  for (const part of parts) yield { some: [part], total: part.value };
  let total = parts[0]!.value;
  for (let i = 1; i < parts.length - 1; i++) {
    total = plus(total, parts[i]!.value);
    const [first, last] = [parts.slice(0, i + 1), parts.slice(i + 1)];
    yield isAtMostHalf(first) ? { some: first, total } : { some: last, total: minus(right, total) };
  }
}

/** `a`, `a and b`, `a, b and c`; the ends of what is long. */
function listed(names: readonly string[]): string {
  if (names.length > 4) return `${names[0]}, ${names[1]}, … and ${names.at(-1)}`;
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
