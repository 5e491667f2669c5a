import { formatFloat, type Tensor } from '@pullback/core';
import { type Case, type Finding, factorTo, ratioTo } from './mistake';
import { near } from './nearness';

/** A 2, a ½, a sign, one over the number of rows; or the sum of something on the tape, multiplied once too often. */
export function byFactor(given: Case): Finding | undefined {
  const { tape, value, right, bar, label } = given;
  const factor = factorTo(given, right);
  if (factor !== undefined) return { mistake: 'factor', text: `It is ${factor.text} times the right ${bar(value)}.` };
  const ratio = ratioTo(given, right);
  const summed = ratio === undefined ? undefined : tape.nodes.find(({ output }) => near(ratio, sumOf(output)));
  if (summed === undefined) return undefined;
  const text = `It is the right ${bar(value)} times ${formatFloat(ratio!)}, the sum of ${label(summed.output)}.`;
  return { mistake: 'factor', text };
}

function sumOf({ data }: Tensor): number {
  let total = 0;
  for (let i = 0; i < data.length; i++) total += data[i]!;
  return total;
}
