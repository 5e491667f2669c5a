import { isConstantNumber, labelOf } from './formatNode';
import { oneLine } from './oneLine';
import type { TapeNode } from './tapeNode';
import type { Tensor } from './tensor';
import { forEachLeaf, type Tree } from './tree';

/**
 * What each tensor on a tape is called, each otherwise: by its name; or its number there, `%3`; what no node makes by its place among the
 * sources, or its number, `in2`; constants by their value. Of those that share a name, sources go by their places, and the others are
 * numbered, `h#2`. `names` go before.
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
  const named = new Map<string, Set<Tensor>>();
  const addName = (tensor: Tensor): void => {
    const name = given.get(tensor) || tensor.name;
    if (name) named.set(name, (named.get(name) ?? new Set()).add(tensor));
  };
  for (const tensor of given.keys()) addName(tensor);
  for (const tensor of places.keys()) addName(tensor);
  for (const node of nodes) {
    for (const input of node.inputs) {
      addName(input);
      const hasLabel = [given, numbers, places, inputs].some((known) => known.has(input));
      if (!input.name && !hasLabel && !isConstantNumber(input)) inputs.set(input, inputs.size + 1);
    }
    addName(node.output);
  }
  const distinct = new Map<Tensor, string>();
  for (const [name, tensors] of named) {
    if (tensors.size === 1) continue;
    for (const [i, tensor] of [...tensors].entries()) {
      const place = places.get(tensor);
      if (!given.has(tensor)) distinct.set(tensor, place && !named.has(place) ? place : `${name}#${i + 1}`);
    }
  }
  return (tensor) => {
    const name = distinct.get(tensor) || given.get(tensor) || tensor.name;
    if (name) return symbolOf(oneLine(name));
    const number = numbers.get(tensor);
    if (number !== undefined) return `%${number}`;
    const place = places.get(tensor);
    if (place !== undefined) return symbolOf(oneLine(place));
    return isConstantNumber(tensor) ? labelOf(tensor) : `in${inputs.get(tensor) ?? ''}`;
  };
}

/** A name as it stands in formulas: in quotes if it holds signs that mean something there. */
function symbolOf(name: string): string {
  return /[\s+*/=,()⊙·^|'-]/u.test(name) ? `'${name.replaceAll("'", '’')}'` : name;
}

/** Where in their tree the sources are, `layers[0].weight`; `input` for a tensor alone. */
function placesOf(sources: Tree | undefined): ReadonlyMap<Tensor, string> {
  const places = new Map<Tensor, string>();
  if (sources !== undefined) forEachLeaf(sources, (tensor, path) => void places.set(tensor, path || 'input'));
  return places;
}
