import type { TapeNode, Tensor } from '@pullback/core';
import type { Values } from './derivation';

/**
 * The names in the order in which a walk back over the tape completes the cotangents of their values: that of a value
 * is complete once the first node that read it has been visited.
 */
export function byWalk(nodes: readonly TapeNode[], values: Values): string[] {
  const firstReader = new Map<Tensor, number>();
  for (const [i, node] of nodes.entries()) {
    for (const input of node.inputs) if (!firstReader.has(input)) firstReader.set(input, i);
  }
  // What nobody read can only be the target, where the walk starts.
  const place = (name: string): number => firstReader.get(values[name]!) ?? nodes.length;
  return Object.keys(values).sort((a, b) => place(b) - place(a));
}
