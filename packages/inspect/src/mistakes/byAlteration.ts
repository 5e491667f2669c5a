import { isSameShape, type Tensor } from '@pullback/core';
import { writeFormula } from '../writeFormula';
import { type Alteration, alteredRules, recordRule } from './alteredRules';
import { type Case, type Finding, factorTo, isByHand, leafOf, type Mistake, type Part, plus, totalOf } from './mistake';

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

/**
 * A rule with operands swapped or transposed, something left out, or a gate that is set by the cotangent; failing that, one of these
 * and a factor.
 */
export function byAlteration(given: Case): Finding | undefined {
  const candidates = given.parts.flatMap((part) => candidatesOf(given, part));
  const exact = candidates.find(({ total }) => isByHand(given, total));
  if (exact !== undefined) return explain(given, exact, '');
  for (const candidate of candidates) {
    const factor = factorTo(given, candidate.total);
    if (factor !== undefined) return explain(given, candidate, `, times ${factor.text}`);
  }
  return undefined;
}

interface Candidate {
  readonly alteration: Alteration;
  /** What all readers give together, this one by its altered rule. */
  readonly total: Tensor;
  readonly wrong: string;
  readonly right: string;
}

function candidatesOf(given: Case, part: Part): readonly Candidate[] {
  const rule = recordRule(part.node, part.place, part.cotangent);
  if (rule === undefined) return [];
  const others = totalOf(
    given,
    given.parts.filter((other) => other !== part),
  );
  const leaf = leafOf(given, part);
  const right = writeFormula(rule.value, rule.nodes, leaf);
  return [...alteredRules(rule, part.node, part.cotangent)].flatMap(({ alteration, value, nodes }) => {
    const wrong = writeFormula(value, nodes, leaf);
    const total = isSameShape(value.shape, given.right.shape) ? plus(others, value) : value;
    return wrong === right ? [] : [{ alteration, total, wrong, right }];
  });
}

function explain({ value, bar }: Case, { alteration, wrong, right }: Candidate, times: string): Finding {
  const name = bar(value);
  const text = `It is ${name} = ${wrong}${times}, ${WORDS[alteration]}.`;
  return { mistake: MISTAKES[alteration], text, right: `${name} = ${right}` };
}
