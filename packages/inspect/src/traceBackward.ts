import {
  type BackwardStep,
  forEachLeaf,
  formatCall,
  labelsOf,
  type Tape,
  type TapeNode,
  type Tensor,
  type Tree,
} from '@pullback/core';
import { makeRuleFinder, writeRule } from './pullbackRules';
import { requireRecord, requireTape } from './requireArguments';
import { routeBetween } from './route';
import { inStyle, type Style } from './style';
import { formatStep } from './traceText';

export interface TraceOptions {
  /** The cotangent of the target, of its shape and dtype; 1 for a scalar target if not given. */
  readonly cotangent?: Tensor;
  /** With Unicode's signs if not given. */
  readonly style?: Style;
}

/** What a node adds to the cotangent of one of its inputs. */
export interface Contribution {
  /** What the input is called. */
  readonly to: string;
  /** `W̄1 = xᵀ h̄`. */
  readonly formula: string;
  readonly value: Tensor;
  /** Which one it is, in the order of the walk, of how many that the input gets. */
  readonly part: number;
  readonly parts: number;
  /** Of an elementwise rule, how many entries are 0 though their cotangent is not: where relu is closed, and the like. */
  readonly closed: number;
}

/** A node that is visited: the whole cotangent of its output is known, and goes on to its inputs. */
export interface VisitStep {
  readonly kind: 'visit';
  readonly value: string;
  /** `p = matmul(a, W2)`. */
  readonly call: string;
  readonly cotangent: Tensor;
  readonly contributions: readonly Contribution[];
}

/** A node that is passed by: no gradient goes through it to a source, or none comes to it from the target. */
export interface SkipStep {
  readonly kind: 'skip';
  readonly value: string;
  readonly call: string;
  readonly why: 'constant' | 'dead branch';
}

/** The first cotangent, that of the target; or at the end the whole cotangent of a source, undefined if nothing came. */
export interface EndStep {
  readonly kind: 'seed' | 'source';
  readonly value: string;
  readonly cotangent: Tensor | undefined;
}

export type TraceStep = VisitStep | SkipStep | EndStep;

/** A step that as a string is what a person would write down: small tensors in full, of large ones the ends. */
export type PrintedStep = TraceStep & { toString(): string };

/**
 * The walk back, step by step, with its numbers: the seed, each node from the last to the first, visited or passed by, and the
 * sources. A page or a debugger takes a step at a time; `for (const step of …) console.log(String(step))` prints all.
 * @throws GradientError as `tape.gradient`, when the first step is taken.
 */
export function* traceBackward(
  tape: Tape,
  target: Tensor,
  sources: Tree,
  options: TraceOptions = {},
): Generator<PrintedStep, void, undefined> {
  requireTape('traceBackward', tape);
  requireRecord('traceBackward', 'the options', options);
  const { cotangent, style = 'unicode' } = options;
  const label = labelsOf(tape.nodes, { sources });
  const route = routeBetween(tape.nodes, sources, target);
  const visited = new Set(route.nodes);
  const whole = routeBetween(tape.nodes, sources, undefined);
  const dependent = new Set(whole.nodes);
  const parts = partsOf(route.nodes, route.isWanted);
  const came = new Map<Tensor, number>();
  const rulesOf = makeRuleFinder(tape.nodes, sources);
  const printed = <S extends TraceStep>(step: S): PrintedStep =>
    Object.defineProperty({ ...step }, 'toString', { value: () => formatStep(step, style) });

  const walk = tape.backward(target, sources, cotangent === undefined ? {} : { cotangent });
  let next = walk.next();
  const last = tape.nodes.map(({ output }) => output).lastIndexOf(target);
  const seed = cotangent ?? (next.done ? undefined : next.value.cotangent);
  yield printed({ kind: 'seed', value: label(target), cotangent: seed });
  for (const node of tape.nodes.slice(0, last + 1).reverse()) {
    const call = inStyle(`${label(node.output)} = ${formatCall(node, label)}`, style);
    if (!next.done && next.value.node === node) {
      const contributions = contributionsOf(next.value);
      yield printed({ kind: 'visit', value: label(node.output), call, cotangent: next.value.cotangent, contributions });
      next = walk.next();
    } else if (!visited.has(node)) {
      yield printed({
        kind: 'skip',
        value: label(node.output),
        call,
        why: dependent.has(node) ? 'dead branch' : 'constant',
      });
    }
  }
  while (!next.done) next = walk.next();
  const cotangentOf = next.value;
  const ends: EndStep[] = [];
  forEachLeaf(
    sources,
    (source) => void ends.push({ kind: 'source', value: label(source), cotangent: cotangentOf(source) }),
  );
  for (const end of ends) yield printed(end);

  function contributionsOf({ node, cotangent, contributions }: BackwardStep): Contribution[] {
    const labels = node.inputs.map(label);
    const rules = new Map(rulesOf(node).map((rule) => [rule.input, rule]));
    return contributions.flatMap((value, i): Contribution[] => {
      const input = node.inputs[i]!;
      if (value === null) return [];
      const part = (came.get(input) ?? 0) + 1;
      came.set(input, part);
      const rule = rules.get(i)!;
      const formula = writeRule(rule, labels, label(node.output), style);
      const closed = rule.isElementwise ? closedIn(value, cotangent) : 0;
      return [{ to: labels[i]!, formula, value, part, parts: parts.get(input)!, closed }];
    });
  }
}

/** How many contributions each tensor gets. */
function partsOf(nodes: readonly TapeNode[], isWanted: (tensor: Tensor) => boolean): Map<Tensor, number> {
  const parts = new Map<Tensor, number>();
  for (const node of nodes) {
    for (const [i, input] of node.inputs.entries()) {
      if (isWanted(input) && node.vjp[i] !== null) parts.set(input, (parts.get(input) ?? 0) + 1);
    }
  }
  return parts;
}

/** How many entries of an elementwise rule let nothing through. */
function closedIn(value: Tensor, cotangent: Tensor): number {
  let closed = 0;
  for (let i = 0; i < value.size; i++) if (value.data[i] === 0 && cotangent.data[i] !== 0) closed++;
  return closed;
}
