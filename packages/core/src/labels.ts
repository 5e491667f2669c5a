import { isConstantNumber, labelOf } from './formatNode';
import { oneLine } from './oneLine';
import type { TapeNode } from './tapeNode';
import type { Tensor } from './tensor';
import { forEachLeaf, type Tree } from './tree';

export interface LabelOptions {
  /** What tensors are called, whatever their own names. */
  readonly names?: Readonly<Record<string, Tensor>>;
  readonly sources?: Tree | undefined;
}

/**
 * What each tensor on a tape is called, each otherwise: by its name; or its key in the record of sources; or its number on the tape, `%3`;
 * what no node makes by its place among the sources, or its number, `in2`; constants by their value. Of those that share a name, sources go by their places, and the others are
 * numbered, `h#2`. `names` go before.
 */
export function labelsOf(
  nodes: readonly TapeNode[],
  { names = {}, sources }: LabelOptions = {},
): (tensor: Tensor) => string {
  const given = new Map(Object.entries(names).map(([name, tensor]) => [tensor, name]));
  const places = placesOf(sources);
  const onTape = nodes.flatMap(({ inputs, output }) => [...inputs, output]);
  const tensors = new Set([...given.keys(), ...places.keys(), ...onTape]);
  const labels = labelsOfNamed(tensors, given, places);
  for (const [i, { output }] of nodes.entries()) {
    if (!labels.has(output)) labels.set(output, keyIn(places.get(output)) ?? `%${i + 1}`);
  }
  let inputs = 0;
  for (const tensor of tensors) {
    if (labels.has(tensor)) continue;
    const place = places.get(tensor);
    if (place !== undefined) labels.set(tensor, symbolOf(place));
    else if (!isConstantNumber(tensor)) labels.set(tensor, `in${++inputs}`);
  }
  return (tensor) => labels.get(tensor) ?? labelOf(tensor);
}

/** A place that serves as a name, since it begins with the key of a record. */
function keyIn(place: string | undefined): string | undefined {
  return place === undefined || place === ALONE || place.startsWith('[') ? undefined : symbolOf(place);
}

/** Of each tensor with a name that name, or where several share it, what tells them apart. */
function labelsOfNamed(
  tensors: Iterable<Tensor>,
  given: ReadonlyMap<Tensor, string>,
  places: ReadonlyMap<Tensor, string>,
): Map<Tensor, string> {
  const named = new Map<string, Tensor[]>();
  for (const tensor of tensors) {
    const name = given.get(tensor) || tensor.name;
    if (!name) continue;
    const sharers = named.get(name);
    if (sharers === undefined) named.set(name, [tensor]);
    else sharers.push(tensor);
  }
  const labels = new Map<Tensor, string>();
  for (const [name, sharers] of named) {
    for (const [i, tensor] of sharers.entries()) {
      const place = places.get(tensor);
      const isAlone = sharers.length === 1 || given.has(tensor);
      const other = place && !named.has(place) ? place : `${name}#${i + 1}`;
      labels.set(tensor, symbolOf(isAlone ? name : other));
    }
  }
  return labels;
}

/** A name as it stands in formulas: on one line, and in quotes if it holds signs that mean something there. */
function symbolOf(name: string): string {
  const line = oneLine(name);
  return /[\s+*/=,()⊙·^|'-]/u.test(line) ? `'${line.replaceAll("'", '’')}'` : line;
}

/** What a source is called that is no part of a tree. */
const ALONE = 'input';

/** Where in their tree the sources are, `layers[0].weight`; `input` for a tensor alone. */
function placesOf(sources: Tree | undefined): ReadonlyMap<Tensor, string> {
  const places = new Map<Tensor, string>();
  if (sources !== undefined) forEachLeaf(sources, (tensor, path) => void places.set(tensor, path || ALONE));
  return places;
}
