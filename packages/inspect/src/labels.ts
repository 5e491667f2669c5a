import {
  forEachLeaf,
  formatCall,
  formatShape,
  isConstantNumber,
  labelOf,
  type TapeNode,
  type Tensor,
  type Tree,
} from '@pullback/core';
import { oneLine } from './oneLine';

/** What each tensor on a tape is called: by its name, or its number there, `%3`; constants by their value or shape. `names` go before. */
export function labelsOf(
  nodes: readonly TapeNode[],
  names: Readonly<Record<string, Tensor>> = {},
): (tensor: Tensor) => string {
  const given = new Map(Object.entries(names).map(([name, tensor]) => [tensor, name]));
  const numbers = new Map(nodes.map((node, i) => [node.output, i + 1]));
  return (tensor) => {
    const name = given.get(tensor) || tensor.name;
    if (name) return oneLine(name);
    const number = numbers.get(tensor);
    if (number !== undefined) return `%${number}`;
    return isConstantNumber(tensor) ? labelOf(tensor) : formatShape(tensor.shape);
  };
}

/** What sources without a name of their own are called: by their places among the sources, or `input`. */
export function namesOf(sources: Tree | undefined): Readonly<Record<string, Tensor>> {
  const names: Record<string, Tensor> = {};
  if (sources === undefined) return names;
  forEachLeaf(sources, (tensor, path) => {
    if (tensor.name === undefined) names[path === '' ? 'input' : path] = tensor;
  });
  return names;
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
