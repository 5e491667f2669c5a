// Nodes written out down to what has a name.

import { formatCall, type TapeNode, type Tensor } from '@pullback/core';

/** The nodes whose outputs these labels call by their numbers, by those. */
export function numberedNodes(
  nodes: readonly TapeNode[],
  label: (tensor: Tensor) => string,
): ReadonlyMap<string, TapeNode> {
  const numbered = nodes.map((node, i) => [`%${i + 1}`, node] as const);
  return new Map(numbered.filter(([number, { output }]) => label(output) === number));
}

/** How many applications deep a value is spelled out; what lies below is left out. */
const DEPTH = 4;

/** How to write a node with its inputs spelled out where they have no name: `square(sub(p, y))`. */
export function makeSpeller(nodes: readonly TapeNode[], label: (tensor: Tensor) => string): (node: TapeNode) => string {
  const numbered = numberedNodes(nodes, label);
  const spell = (node: TapeNode, depth: number): string =>
    formatCall(node, (input) => {
      const maker = numbered.get(label(input));
      if (maker === undefined) return label(input);
      return depth < DEPTH ? spell(maker, depth + 1) : '…';
    });
  return (node) => spell(node, 1);
}
