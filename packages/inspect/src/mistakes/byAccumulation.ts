import { type Case, type Finding, isByHand, type Part, totalOf } from './mistake';

/** At a fan-out, a part that was forgotten, or all but one. */
export function byAccumulation(given: Case): Finding | undefined {
  const { value, parts, label } = given;
  if (parts.length < 2) return undefined;
  const all = `${label(value)} is read ${parts.length} times, and what comes back adds`;
  for (const part of parts) {
    const from = label(part.node.output);
    if (isByHand(given, part.value)) {
      return { mistake: 'accumulation', text: `It is what comes back from ${from} alone: ${all}.` };
    }
    const rest = parts.filter((other: Part) => other !== part);
    if (isByHand(given, totalOf(given, rest))) {
      return { mistake: 'accumulation', text: `What comes back from ${from} is missing: ${all}.` };
    }
  }
  return undefined;
}
