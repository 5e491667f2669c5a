// The rules of a walk back as people get them wrong: each application in them, in turn, with its operands swapped or transposed, left
// out, or with the cotangent in place of an operand.

import {
  apply,
  isSameShape,
  type Primitive,
  PullbackError,
  type Shape,
  sizeOf,
  Tape,
  type TapeNode,
  type Tensor,
  untracked,
} from '@pullback/core';

/** What is wrong with an altered rule. */
export type Alteration = 'order' | 'left out' | 'cotangent' | 'output';

export interface AlteredRule {
  readonly alteration: Alteration;
  /** What it gives. */
  readonly value: Tensor;
  /** How it came about. */
  readonly nodes: readonly TapeNode[];
}

/** The rule of one input as it runs. */
export interface RecordedRule {
  readonly value: Tensor;
  readonly nodes: readonly TapeNode[];
}

/** Runs the rule by which `node` gives its input at `place` a part of its cotangent; undefined if it has none. */
export function recordRule(node: TapeNode, place: number, cotangent: Tensor): RecordedRule | undefined {
  if (node.primitive.together !== undefined) return undefined;
  return untracked(() => {
    const pullback = node.vjp[place];
    if (!pullback) return undefined;
    const tape = new Tape();
    const value = tape.record(() => pullback(cotangent));
    return { value, nodes: tape.nodes };
  });
}

/** The likelier first. */
const ALTERATIONS: readonly Alteration[] = ['order', 'left out', 'cotangent', 'output'];

/** Every way in which one application of the rule is altered. What cannot be computed is not among them. */
export function* alteredRules(rule: RecordedRule, node: TapeNode, cotangent: Tensor): Generator<AlteredRule> {
  const changes = rule.nodes.flatMap((altered) =>
    [...changesOf(altered, node, cotangent)].map((change) => ({ altered, ...change })),
  );
  for (const kind of ALTERATIONS) {
    for (const { altered, alteration, change } of changes) {
      const result = alteration === kind ? rerun(rule, runWith(altered, change)) : undefined;
      if (result !== undefined) yield { alteration, ...result };
    }
  }
}

/** In what words ops refuse the rule with operands in another order or transposed. */
export function refusals(rule: RecordedRule, node: TapeNode, cotangent: Tensor): readonly string[] {
  const messages: string[] = [];
  for (const altered of rule.nodes) {
    for (const { alteration, change } of changesOf(altered, node, cotangent)) {
      if (alteration === 'order')
        rerun(rule, runWith(altered, change), { refused: (message) => messages.push(message) });
    }
  }
  return messages;
}

/** Every application as it was, but for one. */
function runWith(altered: TapeNode, change: Change): (node: TapeNode, inputs: readonly Tensor[]) => Tensor {
  return (node, inputs) => (node === altered ? change(inputs) : apply(node.primitive, inputs, node.attrs));
}

/** What takes the place of an application, given its inputs. */
type Change = (inputs: readonly Tensor[]) => Tensor;

/** Products of columns by rows can be large beyond all that is on the tape: no mistake that anybody made. */
const LARGEST_GROWTH = 4;
const SMALL = 10_000;

/** @throws PullbackError if it would be far larger than what the rule itself handles, or an op refuses it. */
function applyWithin(size: number, primitive: Primitive, inputs: readonly Tensor[], attrs: unknown): Tensor {
  if (sizeOf(primitive.outputShape(inputs, attrs)) > Math.max(SMALL, LARGEST_GROWTH * size)) {
    throw new PullbackError(`${primitive.name}: the result would be too large.`);
  }
  return apply(primitive, inputs, attrs);
}

function* changesOf(
  { primitive, attrs, output, inputs }: TapeNode,
  node: TapeNode,
  cotangent: Tensor,
): Generator<{ readonly alteration: Alteration; readonly change: Change }> {
  const largest = Math.max(output.size, ...inputs.map(({ size }) => size));
  for (const other of variantsOf(attrs)) {
    const reordered = (given: readonly Tensor[]): Tensor => applyWithin(largest, primitive, given, other);
    yield { alteration: 'order', change: reordered };
    if (inputs.length === 2) yield { alteration: 'order', change: ([a, b]) => reordered([b!, a!]) };
  }
  for (const [place, input] of inputs.entries()) {
    if (isSameShape(input.shape, output.shape) || isReducedTo(input.shape, output.shape))
      yield { alteration: 'left out', change: (given) => given[place]! };
    const put =
      (tensor: Tensor): Change =>
      (given) =>
        apply(
          primitive,
          given.map((input, i) => (i === place ? tensor : input)),
          attrs,
        );
    if (input !== cotangent && isSameShape(input.shape, cotangent.shape)) {
      yield { alteration: 'cotangent', change: put(cotangent) };
    }
    if (input !== node.output && isSameShape(input.shape, node.output.shape)) {
      yield { alteration: 'output', change: put(node.output) };
    }
  }
}

/** Whether the second shape is the first with axes reduced to size 1: a sum of that kind can be left out, too. */
function isReducedTo(from: Shape, to: Shape): boolean {
  return from.length === to.length && to.length > 0 && to.every((size, axis) => size === 1 || size === from[axis]);
}

/** The attrs with every choice of which operands are transposed. */
function variantsOf(attrs: unknown): readonly unknown[] {
  const switches = Object.entries(attrs as object).filter(
    ([name, value]) => typeof value === 'boolean' && name.startsWith('transpose'),
  );
  return Array.from({ length: 2 ** switches.length }, (_, choice) => ({
    ...(attrs as object),
    ...Object.fromEntries(switches.map(([name], bit) => [name, Math.floor(choice / 2 ** bit) % 2 === 1])),
  })).map(Object.freeze);
}

/** What the rule gives with another tensor of its shape in place of one that it reads; undefined if it does not read it. */
export function withTensor(rule: RecordedRule, read: Tensor, instead: Tensor): Tensor | undefined {
  if (!rule.nodes.some(({ inputs }) => inputs.includes(read))) return undefined;
  return rerun(rule, ({ primitive, attrs }, inputs) => apply(primitive, inputs, attrs), {
    instead: new Map([[read, instead]]),
  })?.value;
}

/** The rule once more, each application as `run` says; undefined if shapes or dtypes do not allow it. */
function rerun(
  { value, nodes }: RecordedRule,
  run: (node: TapeNode, inputs: readonly Tensor[]) => Tensor,
  {
    instead = new Map(),
    refused = () => undefined,
  }: { readonly instead?: ReadonlyMap<Tensor, Tensor>; readonly refused?: (message: string) => void } = {},
): RecordedRule | undefined {
  const tape = new Tape();
  const now = new Map(instead);
  const record = (): void => {
    for (const node of nodes) {
      now.set(
        node.output,
        run(
          node,
          node.inputs.map((input) => now.get(input) ?? input),
        ),
      );
    }
  };
  try {
    untracked(() => tape.record(record));
  } catch (error) {
    if (!(error instanceof PullbackError)) throw error;
    refused(error.message);
    return undefined;
  }
  return { value: now.get(value) ?? value, nodes: tape.nodes };
}
