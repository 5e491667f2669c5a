import { isSameShape, type Shape, type Tensor } from '@pullback/core';
import { writeFormula } from '../writeFormula';
import { type Alteration, alteredRules, recordRule } from './alteredRules';
import {
  type Case,
  type Finding,
  factorTo,
  isByHand,
  leafOf,
  type Mistake,
  minus,
  type Part,
  type Place,
  plus,
} from './mistake';
import { largestIn } from './nearness';

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
  const candidates = given.parts.flatMap((part) => candidatesOf(given, part, given.right, given.byHand.shape));
  const exact = candidates.find(({ total }) => isByHand(given, total));
  if (exact !== undefined) return explain(given, exact);
  // Of several parts a factor would be that of the sum.
  for (const candidate of given.parts.length === 1 ? candidates : []) {
    const factor = factorTo(given, candidate.total);
    if (factor !== undefined) return explain(given, candidate, `, times ${factor.text}`);
  }
  return undefined;
}

/** What one part would be by an altered rule. */
export interface Candidate {
  readonly part: Part;
  readonly alteration: Alteration;
  /** What all readers give together, this one by its altered rule. */
  readonly total: Tensor;
  /** The altered rule, and the right one, as formulas. */
  readonly formulas: () => { readonly wrong: string; readonly right: string };
}

/** Every alteration of one part that gives a cotangent of such a shape; `right` is the whole one. */
export function candidatesOf(place: Place, part: Part, right: Tensor, shape: Shape): readonly Candidate[] {
  const rule = recordRule(part.node, part.place, part.cotangent);
  const isWhole = place.parts.length === 1;
  if (rule === undefined || !(isWhole || isSameShape(shape, right.shape))) return [];
  const leaf = leafOf(place, part);
  return [...alteredRules(rule, part.node, part.cotangent)].flatMap(({ alteration, value, nodes }) => {
    // Of what is 0 throughout nothing is left: not this rule is wrong then, the whole way is missing.
    if (!isSameShape(value.shape, shape) || isNext0(value, part.value)) return [];
    const total = isWhole ? value : plus(minus(right, part.value), value);
    const formulas = () => ({
      wrong: writeFormula(value, nodes, leaf),
      right: writeFormula(rule.value, rule.nodes, leaf),
    });
    return [{ part, alteration, total, formulas }];
  });
}

/** Whether all numbers are 0 but for rounding, where the right ones are not. */
function isNext0({ data }: Tensor, right: Tensor): boolean {
  return largestIn(data) <= 1e-13 * largestIn(right.data);
}

/** What was written, and what is right; at a fan-out, of the one part that is wrong. */
export function explain(
  { value, bar, label, parts }: Place,
  { part, alteration, formulas }: Candidate,
  times = '',
): Finding {
  const name = bar(value);
  const { wrong, right } = formulas();
  if (parts.length === 1) {
    const text = `It is ${name} = ${wrong}${times}, ${WORDS[alteration]}.`;
    return { mistake: MISTAKES[alteration], text, right: `${name} = ${right}` };
  }
  const from = label(part.node.output);
  const text = `What comes back from ${from} is ${wrong}, ${WORDS[alteration]}.`;
  return {
    mistake: MISTAKES[alteration],
    text,
    right: `${right} from ${from}, one of the ${parts.length} parts that add to ${name}`,
  };
}
