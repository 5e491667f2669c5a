import {
  forEachLeaf,
  formatCall,
  isConstantNumber,
  labelOf,
  type TapeNode,
  type Tensor,
  type Tree,
} from '@pullback/core';
import { oneLine } from './oneLine';

/**
 * What each tensor on a tape is called: by its name, or its number there, `%3`; what no node makes by its place among the sources, or
 * its number, `in2`; constants by their value. `names` go before.
 */
export function labelsOf(
  nodes: readonly TapeNode[],
  {
    names = {},
    sources,
  }: { readonly names?: Readonly<Record<string, Tensor>>; readonly sources?: Tree | undefined } = {},
): (tensor: Tensor) => string {
  const places = placesOf(sources);
  const given = new Map(Object.entries(names).map(([name, tensor]) => [tensor, name]));
  const numbers = new Map(nodes.map((node, i) => [node.output, i + 1]));
  const inputs = new Map<Tensor, number>();
  for (const node of nodes) {
    for (const input of node.inputs) {
      const hasLabel = [given, numbers, places, inputs].some((known) => known.has(input));
      if (!input.name && !hasLabel && !isConstantNumber(input)) inputs.set(input, inputs.size + 1);
    }
  }
  return (tensor) => {
    const name = given.get(tensor) || tensor.name;
    if (name) return oneLine(name);
    const number = numbers.get(tensor);
    if (number !== undefined) return `%${number}`;
    const place = places.get(tensor);
    if (place !== undefined) return oneLine(place);
    return isConstantNumber(tensor) ? labelOf(tensor) : `in${inputs.get(tensor) ?? ''}`;
  };
}

/** Where in their tree the sources are, `layers[0].weight`; `input` for a tensor alone. */
function placesOf(sources: Tree | undefined): ReadonlyMap<Tensor, string> {
  const places = new Map<Tensor, string>();
  if (sources !== undefined) forEachLeaf(sources, (tensor, path) => void places.set(tensor, path || 'input'));
  return places;
}

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
