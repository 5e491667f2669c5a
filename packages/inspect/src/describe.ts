import {
  type DType,
  flopOf,
  formatCall,
  labelsOf,
  type Shape,
  type Tape,
  type TapeNode,
  type Tensor,
  type Tree,
} from '@pullback/core';
import { formatDescription } from './descriptionText';
import { flopTogether, makeRuleFinder, OUTPUT, type PullbackRule, writeRule } from './pullbackRules';
import { requireRecord, requireTape } from './requireArguments';
import { routeBetween } from './route';
import { inStyle, type Style } from './style';

export interface DescribeOptions {
  /** Only what lies between these tensors, as a walk back to them would go, and its target; all of the tape if not given. */
  readonly sources?: Tree;
  readonly target?: Tensor;
  /** With Unicode's signs if not given. */
  readonly style?: Style;
}

/** How a node hands its cotangent on to one of its inputs. */
export interface PullbackDescription {
  /** What the input is called. */
  readonly input: string;
  /** `W̄1 = xᵀ h̄`: the rule as it runs, read off a tape of its own. */
  readonly formula: string;
  /** What it reads besides the cotangent, and so has to be kept until then; undefined where the rule does not tell. */
  readonly keeps: readonly string[] | undefined;
  /**
   * Floating-point operations; undefined where the rule does not tell. Of pullbacks that run together, such as those of a checkpoint, the
   * first has all of them.
   */
  readonly flop: number | undefined;
  /** The Jacobian that is never built: one row for each element of the output, one column for each of the input. */
  readonly jacobian: { readonly rows: number; readonly columns: number; readonly bytes: number };
}

/** One application of an operation. */
export interface NodeDescription {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  /** `p = matmul(a, W2)`. */
  readonly call: string;
  readonly shape: Shape;
  readonly dtype: DType;
  /** Undefined where the op does not tell, as that of a customVjp. */
  readonly flop: number | undefined;
  /** In the order of the inputs; none for a constant. */
  readonly pullbacks: readonly PullbackDescription[];
}

export interface TapeDescription {
  /** Of the form of `toJSON`. */
  readonly version: 1;
  readonly nodes: readonly NodeDescription[];
  readonly totals: {
    /** Floating-point operations forward, and back: at least, where a node or a pullback does not tell. */
    readonly flop: number;
    readonly backwardFlop: number;
    /** What the pullbacks keep, each tensor once, in bytes: at least, likewise. */
    readonly keptBytes: number;
    /** What all Jacobians together would take. */
    readonly jacobianEntries: number;
    readonly jacobianBytes: number;
  };
  /** A table that fits 100 columns. */
  toString(): string;
}

/**
 * What is on a tape: each node, the VJP of each of its inputs as a formula, what that keeps and costs, and how large the Jacobian
 * would be that is never built. A pure function of the tape: nothing on it is read but shapes. `JSON.stringify` gives the same
 * as data.
 * @throws GradientError if a source is not of a float dtype.
 */
export function describe(tape: Tape, options: DescribeOptions = {}): TapeDescription {
  requireTape('describe', tape);
  requireRecord('describe', 'the options', options);
  const { sources, target, style = 'unicode' } = options;
  const rulesOf = makeRuleFinder(tape.nodes, sources);
  const label = labelsOf(tape.nodes, { sources });
  const nodes: NodeDescription[] = [];
  const kept = new Set<Tensor>();
  const route = routeBetween(tape.nodes, sources, target);
  for (const node of route.nodes) {
    const rules = priced(
      node,
      rulesOf(node).filter(({ input }) => route.isWanted(node.inputs[input]!)),
    );
    for (const { reads } of rules) for (const place of reads ?? []) kept.add(operandOf(node, place));
    nodes.push(describeNode(node, rules, label, style));
  }
  const pullbacks = nodes.flatMap((node) => node.pullbacks);
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  const description = {
    version: 1 as const,
    nodes,
    totals: {
      flop: total(nodes.map(({ flop }) => flop ?? 0)),
      backwardFlop: total(pullbacks.map(({ flop }) => flop ?? 0)),
      keptBytes: total([...kept].map(({ data }) => data.byteLength)),
      jacobianEntries: total(pullbacks.map(({ jacobian: { rows, columns } }) => rows * columns)),
      jacobianBytes: total(pullbacks.map(({ jacobian }) => jacobian.bytes)),
    },
  };
  return Object.defineProperty({ ...description }, 'toString', {
    value: () => formatDescription(description, style),
  }) as TapeDescription;
}

/** The rules of a node with their cost; of those that run together the first has it all. */
function priced(node: TapeNode, rules: readonly PullbackRule[]): readonly PullbackRule[] {
  if (node.primitive.together === undefined) return rules;
  const flop = flopTogether(
    node,
    rules.map(({ input }) => input),
  );
  return rules.map((rule, i) => ({ ...rule, flop: i === 0 || flop === undefined ? flop : 0 }));
}

function describeNode(
  node: TapeNode,
  rules: readonly PullbackRule[],
  label: (tensor: Tensor) => string,
  style: Style,
): NodeDescription {
  const { primitive, inputs, output } = node;
  const labels = inputs.map(label);
  const name = label(output);
  return {
    name,
    op: primitive.name,
    inputs: labels,
    call: inStyle(`${name} = ${formatCall(node, label)}`, style),
    shape: output.shape,
    dtype: output.dtype,
    flop: flopOf(node),
    pullbacks: rules.map((rule) => describePullback(rule, node, labels, name, style)),
  };
}

function describePullback(
  rule: PullbackRule,
  node: TapeNode,
  labels: readonly string[],
  name: string,
  style: Style,
): PullbackDescription {
  const { input, reads, flop } = rule;
  const [rows, columns] = [node.output.size, node.inputs[input]!.size];
  return {
    input: labels[input]!,
    formula: writeRule(rule, labels, name, style),
    keeps: reads?.map((place) => (place === OUTPUT ? name : labels[place]!)),
    flop,
    jacobian: { rows, columns, bytes: rows * columns * node.output.data.BYTES_PER_ELEMENT },
  };
}

function operandOf({ inputs, output }: TapeNode, place: number): Tensor {
  return place === OUTPUT ? output : inputs[place]!;
}
