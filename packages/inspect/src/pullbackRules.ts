// The VJPs of a node as formulas. Nothing is written down twice: each rule is run on zeros, on ones, and on large numbers, of
// the same shapes, on a tape of its own, and the formula, what it reads and what it costs are read off that tape.

import {
  apply,
  forEachLeaf,
  formatFloat,
  isConstantNumber,
  isFloat,
  isSameShape,
  onesLike,
  type Primitive,
  Tape,
  type TapeNode,
  type Tensor,
  type Tree,
  totalFlop,
  untracked,
  zerosLike,
} from '@pullback/core';
import { barOf, inStyle, type Style } from './style';
import { LONGEST, writeFormula } from './writeFormula';

/** The rule that gives one input its part of the cotangent. */
export interface PullbackRule {
  /** Which input. */
  readonly input: number;
  /** With `{0}`, `{1}` … for the inputs, `{y}` for the output and `{ȳ}` for its cotangent. */
  readonly formula: string;
  /** Which inputs it reads, and the output as -1: what has to be kept for it. Undefined where it does not tell. */
  readonly reads: readonly number[] | undefined;
  /** Whether each entry of what it gives depends on one entry of the cotangent, that in the same place. */
  readonly isElementwise: boolean;
  /** Floating-point operations; undefined where the rule does not tell. */
  readonly flop: number | undefined;
}

export const OUTPUT = -1;

/** Finds the rules of the nodes of a tape, each kind of node once; none for inputs that are plain numbers, and no sources. */
export function makeRuleFinder(
  nodes: readonly TapeNode[],
  sources: Tree | undefined,
): (node: TapeNode) => readonly PullbackRule[] {
  const variable = new Set(nodes.map(({ output }) => output));
  if (sources !== undefined) forEachLeaf(sources, (source) => void variable.add(source));
  const isNumber = (input: Tensor): boolean =>
    isConstantNumber(input) && input.name === undefined && !variable.has(input);
  const known = new Map<Primitive, Map<string, readonly PullbackRule[]>>();
  return (node) => {
    const { primitive } = node;
    const numbers = node.inputs.map((input) => (isNumber(input) ? input.item() : undefined));
    if (primitive.together !== undefined) return rulesTogether(node, numbers);
    const rules = known.get(primitive) ?? new Map<string, readonly PullbackRule[]>();
    known.set(primitive, rules);
    const key = keyOf(node, numbers);
    const found = rules.get(key) ?? rulesOf(node, numbers);
    rules.set(key, found);
    return found;
  };
}

/** `W̄1 = xᵀ h̄`: a rule with the labels of the inputs, and of the output, put in. */
export function writeRule(
  { input, formula }: PullbackRule,
  labels: readonly string[],
  output: string,
  style: Style,
): string {
  const written = inStyle(formula, style).replace(/\{(ȳ|y|\d+)\}/g, (_, part: string) => {
    if (part === 'ȳ') return barOf(output, style);
    return part === 'y' ? output : labels[Number(part)]!;
  });
  return `${barOf(labels[input]!, style)} = ${written}`;
}

/**
 * Floating-point operations of all pullbacks of a node that run together, such as those of a checkpoint, which computes again what it
 * has not kept: what these inputs take, in all. Undefined if it does not run on zeros.
 */
export function flopTogether(
  { primitive, inputs, output, attrs }: TapeNode,
  wanted: readonly number[],
): number | undefined {
  try {
    return untracked(() => {
      const standIns = standInsFor(inputs, zerosLike);
      const value = apply(primitive, standIns, attrs);
      const isWanted = inputs.map((_, i) => wanted.includes(i));
      const tape = new Tape();
      tape.record(() => primitive.together!.pullBack(standIns, value, attrs, zerosLike(output), isWanted));
      return totalFlop(tape.nodes);
    });
  } catch {
    return undefined;
  }
}

/** Large numbers of both signs, no two alike: what looks at numbers sees others than 0 and 1. */
function largeLike(tensor: Tensor): Tensor {
  const like = zerosLike(tensor);
  if (isFloat(tensor.dtype)) for (let i = 0; i < like.size; i++) like.data[i] = (i % 2 === 0 ? 1e6 : -1e6) * (i + 1);
  return like;
}

type Numbers = readonly (number | undefined)[];

/** What the rules of a node depend on: shapes, and constants like the 2 in `2 x`, but no other numbers. */
function keyOf({ inputs, output, attrs }: TapeNode, numbers: Numbers): string {
  const kinds = [...inputs, output].map(({ shape, dtype }) => `${dtype}${shape}`);
  const same = inputs.map((input) => inputs.indexOf(input));
  // JSON has no infinities.
  const spelled = (_: string, value: unknown) => (typeof value === 'number' ? String(value) : value);
  return JSON.stringify([kinds, same, numbers, attrs], spelled);
}

function rulesOf(node: TapeNode, numbers: Numbers): readonly PullbackRule[] {
  const { primitive, vjp } = node;
  if (primitive.vjp === undefined) return [];
  const unread = vjp.flatMap((pullback, i) => (pullback && numbers[i] === undefined ? [unreadRule(i, primitive)] : []));
  try {
    const [onZeros, ...others] = [zerosLike, onesLike, largeLike].map((like) => rulesOn(node, numbers, like));
    // A rule of the caller's own may look at numbers, or fail on these: then it is not what runs on others.
    const isSame = others.every((rules) => JSON.stringify(rules) === JSON.stringify(onZeros));
    return isSame ? onZeros! : unread;
  } catch {
    return unread;
  }
}

/** Those of a node that computes again what it has not kept: from its inputs, and to the same output. */
function rulesTogether({ primitive, vjp }: TapeNode, numbers: Numbers): readonly PullbackRule[] {
  const kept = numbers.flatMap((number, i) => (number === undefined ? [i] : []));
  return kept
    .filter((input) => vjp[input] !== null)
    .map((input) => ({ ...unreadRule(input, primitive), reads: [...kept, OUTPUT] }));
}

/** The rules, read off a run on stand-ins for the tensors. */
function rulesOn(
  { primitive, inputs, output, attrs }: TapeNode,
  numbers: Numbers,
  standInFor: (tensor: Tensor) => Tensor,
): readonly PullbackRule[] {
  return untracked(() => {
    const standIns = standInsFor(inputs, standInFor);
    const [result, cotangent] = [standInFor(output), standInFor(output)];
    const pullbacks = primitive.vjp!(standIns, result, attrs);
    return pullbacks.flatMap((pullback, input): PullbackRule[] => {
      if (pullback === null || numbers[input] !== undefined) return [];
      const tape = new Tape();
      const given = tape.record(() => pullback(cotangent));
      return [readRule(input, primitive, given, tape, { inputs: standIns, numbers, output: result, cotangent })];
    });
  });
}

/** Tensors in place of the inputs: one that stands twice has one stand-in. */
function standInsFor(inputs: readonly Tensor[], standInFor: (tensor: Tensor) => Tensor): readonly Tensor[] {
  const copies = new Map(inputs.map((input) => [input, standInFor(input)]));
  return inputs.map((input) => copies.get(input)!);
}

/** A rule of which no more is known than whose it is. */
function unreadRule(input: number, primitive: Primitive): PullbackRule {
  return { input, formula: unwrittenRule(primitive), reads: undefined, isElementwise: false, flop: undefined };
}

function unwrittenRule({ name }: Primitive): string {
  return `pullback of ${name}({ȳ})`;
}

interface Leaves {
  readonly inputs: readonly Tensor[];
  readonly numbers: Numbers;
  readonly output: Tensor;
  readonly cotangent: Tensor;
}

function readRule(
  input: number,
  primitive: Primitive,
  given: Tensor,
  tape: Tape,
  { inputs, numbers, output, cotangent }: Leaves,
): PullbackRule {
  const reads = new Set<number>();
  const text = writeFormula(given, tape.nodes, (tensor) => {
    if (tensor === cotangent) return '{ȳ}';
    const place = tensor === output ? OUTPUT : inputs.indexOf(tensor);
    if (numbers[place] !== undefined) return formatFloat(numbers[place]);
    if (tensor !== output && place < 0) return undefined;
    reads.add(place);
    return place === OUTPUT ? '{y}' : `{${place}}`;
  });
  // What says nothing of its cost takes one operation for each element.
  const isElementwise = tape.nodes.every(
    ({ primitive, output }) => primitive.flop === undefined && isSameShape(output.shape, cotangent.shape),
  );
  const flop = totalFlop(tape.nodes);
  // One that was cut off tells less than the name of the rule.
  const formula = text.length > LONGEST ? unwrittenRule(primitive) : text;
  return { input, formula, reads: [...reads].sort((a, b) => a - b), isElementwise, flop };
}
