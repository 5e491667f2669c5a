import { isSameShape } from '@pullback/core';
import { writeFormula } from '../writeFormula';
import { type Alteration, alteredRules, recordRule } from './alteredRules';
import { type Case, type Explanation, factorTo, isByHand, leafOf, type Mistake, plus, totalOf } from './mistake';

const MISTAKES: Readonly<Record<Alteration, Mistake>> = {
  order: 'order',
  'left out': 'left out',
  cotangent: 'gate',
  output: 'gate',
};

const WORDS: Readonly<Record<Alteration, string>> = {
  order: 'with operands in another order or transposed',
  'left out': 'with something left out',
  cotangent: 'with the cotangent in place of an operand',
  output: 'with the output in place of an operand',
};

/** A rule with operands swapped or transposed, something left out, or a gate that is set by the cotangent. */
export function byAlteration(given: Case): Explanation | undefined {
  const { value, right, parts, bar } = given;
  for (const part of parts) {
    const rule = recordRule(part.node, part.place, part.cotangent);
    if (rule === undefined) continue;
    const others = totalOf(
      given,
      parts.filter((other) => other !== part),
    );
    for (const altered of alteredRules(rule, part.node, part.cotangent)) {
      const sum = isSameShape(altered.value.shape, right.shape) ? plus(others, altered.value) : altered.value;
      const factor = isByHand(given, sum) ? null : factorTo(given, sum);
      if (factor === undefined) continue;
      const [wrong, meant] = [altered, rule].map((one) => writeFormula(one.value, one.nodes, leafOf(given, part)));
      if (wrong === meant) continue;
      const times = factor === null ? '' : `, times ${factor.text}`;
      const text = `It is ${bar(value)} = ${wrong}${times}, ${WORDS[altered.alteration]}; right is ${bar(value)} = ${meant}.`;
      return { mistake: MISTAKES[altered.alteration], text };
    }
  }
  return undefined;
}
