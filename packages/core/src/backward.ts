// The walk that reverse mode is: over a tape from the target to the sources, one node at a time, no recursion.

import { kernels } from '@pullback/kernels';
import { accumulate } from './accumulate';
import { isObserved, observed } from './observing';
import { wantsNodes } from './recording';
import type { TapeNode } from './tapeNode';
import type { Tensor } from './tensor';

/** One node on the way back. */
export interface BackwardStep {
  readonly node: TapeNode;
  /** The whole cotangent of the node's output: all that read it have been visited. */
  readonly cotangent: Tensor;
  /** For each input, what the node adds to its cotangent; null where nobody asked, or nothing flows. */
  readonly contributions: readonly (Tensor | null)[];
}

/** The cotangent of a source; undefined if the target does not depend on it. */
export type CotangentOf = (source: Tensor) => Tensor | undefined;

/** Where a walk starts, and the cotangent there. */
export interface Seed {
  readonly target: Tensor;
  readonly cotangent: Tensor;
}

/** A source, a target or what is between: what is known of its cotangent so far. */
interface Reached {
  cotangent: Tensor | undefined;
  /** Whether the cotangent is a sum that this walk made and nobody else has seen. */
  isOwnSum: boolean;
  readonly isSource: boolean;
  isTarget: boolean;
  /** Whether it is a source or computed from one, differentiably, as far as the tape was read. */
  isDependent: boolean;
}

/** A node between the sources and the targets, and what is known of the tensors around it. */
interface Stop {
  readonly node: TapeNode;
  readonly output: Reached;
  /** Undefined where an input depends on no source. */
  readonly inputs: readonly (Reached | undefined)[];
}

interface Route {
  readonly reached: ReadonlyMap<Tensor, Reached>;
  /** In tape order. */
  readonly stops: readonly Stop[];
}

/**
 * Yields the nodes between `sources` and the targets of `seeds`, last first, each once, with the cotangents it passes on.
 * No two seeds have the same target.
 */
export function* backward(
  nodes: readonly TapeNode[],
  seeds: readonly Seed[],
  sources: readonly Tensor[],
): Generator<BackwardStep, CotangentOf> {
  const { reached, stops } = routeBetween(sources, seeds, nodes);
  for (let i = stops.length - 1; i >= 0; i--) {
    const { node, output } = stops[i]!;
    const { cotangent } = output;
    const contributions = passOn(stops[i]!);
    if (cotangent !== undefined) yield { node, cotangent, contributions };
  }
  return cotangentsIn(reached);
}

/** Walks to the end. */
export function cotangentsOf(
  nodes: readonly TapeNode[],
  seeds: readonly Seed[],
  sources: readonly Tensor[],
): CotangentOf {
  const { reached, stops } = routeBetween(sources, seeds, nodes);
  for (let i = stops.length - 1; i >= 0; i--) passOn(stops[i]!);
  return cotangentsIn(reached);
}

function cotangentsIn(reached: ReadonlyMap<Tensor, Reached>): CotangentOf {
  return (source) => reached.get(source)?.cotangent;
}

/**
 * The sources and all that is computed from them, differentiably, up to the targets: only these get cotangents. And the
 * nodes that compute it.
 */
function routeBetween(sources: readonly Tensor[], seeds: readonly Seed[], nodes: readonly TapeNode[]): Route {
  const reached = new Map<Tensor, Reached>();
  for (const source of sources) reached.set(source, unknown(true));
  for (const { target, cotangent } of seeds) {
    const known = reached.get(target) ?? unknown(false);
    known.isTarget = true;
    known.cotangent = cotangent;
    reached.set(target, known);
  }
  const stops: Stop[] = [];
  let missing = seeds.length;
  for (let i = 0; i < nodes.length && missing > 0; i++) {
    const node = nodes[i]!;
    const inputs = dependentInputs(node, reached);
    let output = reached.get(node.output);
    if (inputs !== null) {
      if (output === undefined) {
        output = unknown(false);
        reached.set(node.output, output);
      }
      output.isDependent = true;
      stops.push({ node, output, inputs });
    }
    if (output?.isTarget) missing--;
  }
  return { reached, stops };
}

function unknown(isSource: boolean): Reached {
  return { cotangent: undefined, isOwnSum: false, isSource, isTarget: false, isDependent: isSource };
}

/** What is known of each input; null if the output depends differentiably on none that depends on a source. */
function dependentInputs(
  node: TapeNode,
  reached: ReadonlyMap<Tensor, Reached>,
): readonly (Reached | undefined)[] | null {
  const { inputs } = node;
  const found = new Array<Reached | undefined>(inputs.length);
  let flows = false;
  for (let j = 0; j < inputs.length; j++) {
    const input = reached.get(inputs[j]!);
    if (!input?.isDependent) continue;
    found[j] = input;
    // The rules of a node that no source reaches are never made.
    flows ||= node.vjp[j] !== null;
  }
  return flows ? found : null;
}

/** Runs the pullbacks that somebody waits for, and adds what they give to the inputs' cotangents. */
function passOn(stop: Stop): readonly (Tensor | null)[] {
  const { node, output } = stop;
  const { cotangent } = output;
  if (cotangent === undefined) return [];
  if (!output.isSource) output.cotangent = undefined;
  if (!isObserved()) return contribute(stop, cotangent);
  return observed({ node, rule: 'pullback', input: undefined }, () => contribute(stop, cotangent));
}

function contribute({ node, inputs }: Stop, cotangent: Tensor): readonly (Tensor | null)[] {
  const contributions = node.pullBack(cotangent, inputs);
  for (let j = 0; j < contributions.length; j++) {
    const contribution = contributions[j];
    if (contribution) addTo(inputs[j]!, contribution);
  }
  return contributions;
}

/**
 * At a fan-out cotangents add. The first sum is a new tensor, since the parts may be somebody else's; further parts are added
 * to it in place, unless a tape or a check wants to see each sum.
 */
function addTo(input: Reached, contribution: Tensor): void {
  if (input.cotangent === undefined) {
    input.cotangent = contribution;
  } else if (input.isOwnSum && !wantsNodes()) {
    kernels.add(input.cotangent, contribution, input.cotangent);
  } else {
    input.cotangent = accumulate(input.cotangent, contribution);
    input.isOwnSum = true;
  }
}
