import type { TapeNode, Tensor } from '@pullback/core';
import type { Values } from './derivation';

/**
 * The names in the order in which a walk back from the target completes the cotangents of their values: that of a value
 * is complete once the first node that read it, on the way to the target, has been visited.
 */
export function byWalk(nodes: readonly TapeNode[], target: Tensor, values: Values): string[] {
  const firstReader = new Map<Tensor, number>([[target, nodes.length]]);
  for (let i = nodes.length - 1; i >= 0; i--) {
    const { inputs, output } = nodes[i]!;
    if (firstReader.has(output)) for (const input of inputs) firstReader.set(input, i);
  }
  const place = (name: string): number => firstReader.get(values[name]!) ?? -1;
  return Object.keys(values).sort((a, b) => place(b) - place(a));
}
