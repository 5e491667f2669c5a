// The walk that reverse mode is: over a tape from the target to the sources, one node at a time, no recursion.

import { accumulate } from './accumulate';
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

/**
 * Yields the nodes between `sources` and `target`, last first, each once, with the cotangents it passes on. Returns the
 * cotangent of each source; a source that the target does not depend on has none.
 */
export function* backward(
  nodes: readonly TapeNode[],
  target: Tensor,
  sources: readonly Tensor[],
  seed: Tensor,
): Generator<BackwardStep, ReadonlyMap<Tensor, Tensor>> {
  const { dependent, end } = dependentsOf(nodes, target, sources);
  const cotangents = new Map<Tensor, Tensor>([[target, seed]]);
  const kept = new Set(sources);
  for (let i = end; i >= 0; i--) {
    const node = nodes[i]!;
    const cotangent = cotangents.get(node.output);
    if (cotangent === undefined || !dependent.has(node.output)) continue;
    if (!kept.has(node.output)) cotangents.delete(node.output);
    const contributions = pullBack(node, cotangent, dependent);
    for (let j = 0; j < contributions.length; j++) {
      const contribution = contributions[j];
      if (contribution) add(cotangents, node.inputs[j]!, contribution);
    }
    yield { node, cotangent, contributions };
  }
  return cotangents;
}

/**
 * The sources and all that is computed from them, differentiably, up to the target; and the place of the target's node.
 * Only these get cotangents.
 */
function dependentsOf(
  nodes: readonly TapeNode[],
  target: Tensor,
  sources: readonly Tensor[],
): { readonly dependent: ReadonlySet<Tensor>; readonly end: number } {
  const dependent = new Set(sources);
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!;
    for (let j = 0; j < node.inputs.length; j++) {
      if (dependent.has(node.inputs[j]!) && node.vjp[j] !== null) {
        dependent.add(node.output);
        break;
      }
    }
    if (node.output === target) return { dependent, end: i };
  }
  // The target was not computed on this tape: it can only be a source itself.
  return { dependent, end: -1 };
}

function pullBack(node: TapeNode, cotangent: Tensor, dependent: ReadonlySet<Tensor>): (Tensor | null)[] {
  const pullbacks = node.vjp;
  const contributions = new Array<Tensor | null>(pullbacks.length);
  for (let j = 0; j < pullbacks.length; j++) {
    const pullback = pullbacks[j]!;
    contributions[j] = pullback !== null && dependent.has(node.inputs[j]!) ? pullback(cotangent) : null;
  }
  return contributions;
}

/** At a fan-out cotangents add. The sum is a new tensor: the parts may be somebody else's. */
function add(cotangents: Map<Tensor, Tensor>, input: Tensor, contribution: Tensor): void {
  const sum = cotangents.get(input);
  cotangents.set(input, sum === undefined ? contribution : accumulate(sum, contribution));
}
