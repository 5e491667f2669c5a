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

/** A tensor that depends on the sources, and what is known of its cotangent so far. */
interface Dependent {
  cotangent: Tensor | undefined;
  /** Whether the cotangent is a sum that this walk made and nobody else has seen. */
  isOwnSum: boolean;
  readonly isSource: boolean;
}

/**
 * Yields the nodes between `sources` and the targets, last first, each once, with the cotangents it passes on. `seeds` holds
 * the cotangent of each target.
 */
export function* backward(
  nodes: readonly TapeNode[],
  seeds: ReadonlyMap<Tensor, Tensor>,
  sources: readonly Tensor[],
): Generator<BackwardStep, CotangentOf> {
  const { dependents, end } = dependentsOf(nodes, seeds, sources);
  for (const [target, seed] of seeds) {
    const reached = dependents.get(target);
    if (reached !== undefined) reached.cotangent = seed;
  }
  const isWanted = (input: Tensor): boolean => dependents.has(input);
  for (let i = end; i >= 0; i--) {
    const node = nodes[i]!;
    const dependent = dependents.get(node.output);
    const cotangent = dependent?.cotangent;
    if (dependent === undefined || cotangent === undefined) continue;
    if (!dependent.isSource) dependent.cotangent = undefined;
    else if (!dependsOn(node, dependents)) continue;
    const contributions = isObserved()
      ? observed({ node, rule: 'pullback', input: undefined }, () => visit(node, cotangent, dependents, isWanted))
      : visit(node, cotangent, dependents, isWanted);
    yield { node, cotangent, contributions };
  }
  return (source) => dependents.get(source)?.cotangent;
}

/** Walks to the end. */
export function cotangentsOf(
  nodes: readonly TapeNode[],
  seeds: ReadonlyMap<Tensor, Tensor>,
  sources: readonly Tensor[],
): CotangentOf {
  const walk = backward(nodes, seeds, sources);
  let step = walk.next();
  while (!step.done) step = walk.next();
  return step.value;
}

/**
 * The sources and all that is computed from them, differentiably, up to the targets: only these get cotangents. And the
 * place of the last target's node, where the walk starts; -1 if no target was computed on this tape.
 */
function dependentsOf(
  nodes: readonly TapeNode[],
  targets: ReadonlyMap<Tensor, Tensor>,
  sources: readonly Tensor[],
): { readonly dependents: ReadonlyMap<Tensor, Dependent>; readonly end: number } {
  const dependents = new Map<Tensor, Dependent>();
  for (const source of sources) dependents.set(source, { cotangent: undefined, isOwnSum: false, isSource: true });
  let end = -1;
  let missing = targets.size;
  for (let i = 0; i < nodes.length && missing > 0; i++) {
    const node = nodes[i]!;
    if (!dependents.has(node.output) && dependsOn(node, dependents)) {
      dependents.set(node.output, { cotangent: undefined, isOwnSum: false, isSource: false });
    }
    if (targets.has(node.output)) {
      end = i;
      missing--;
    }
  }
  return { dependents, end };
}

function dependsOn(node: TapeNode, dependents: ReadonlyMap<Tensor, Dependent>): boolean {
  for (let j = 0; j < node.inputs.length; j++) {
    if (dependents.has(node.inputs[j]!) && node.vjp[j] !== null) return true;
  }
  return false;
}

/** Runs the pullbacks that somebody waits for, and adds what they give to the inputs' cotangents. */
function visit(
  node: TapeNode,
  cotangent: Tensor,
  dependents: ReadonlyMap<Tensor, Dependent>,
  isWanted: (input: Tensor) => boolean,
): readonly (Tensor | null)[] {
  const contributions = node.pullBack(cotangent, isWanted);
  for (let j = 0; j < contributions.length; j++) {
    const contribution = contributions[j];
    if (!contribution) continue;
    addTo(dependents.get(node.inputs[j]!)!, contribution);
  }
  return contributions;
}

/**
 * At a fan-out cotangents add. The first sum is a new tensor, since the parts may be somebody else's; further parts are added
 * to it in place, unless a tape or a check wants to see each sum.
 */
function addTo(input: Dependent, contribution: Tensor): void {
  if (input.cotangent === undefined) {
    input.cotangent = contribution;
  } else if (input.isOwnSum && !wantsNodes()) {
    kernels.add(input.cotangent, contribution, input.cotangent);
  } else {
    input.cotangent = accumulate(input.cotangent, contribution);
    input.isOwnSum = true;
  }
}
