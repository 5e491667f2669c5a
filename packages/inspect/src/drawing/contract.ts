import type { Box, Edge, FoldBox, Graph, NodeBox, ValueBox } from './graph';
import type { Group } from './groupings';

type Small = NodeBox | ValueBox;

/**
 * The graph with each group of nodes drawn as one box, which takes in the values that only it reads. Where `joinsValues`, other
 * values that are read by the same boxes are one box, too.
 */
export function contract(graph: Graph<Small>, groups: readonly Group[], joinsValues: boolean): Graph {
  const homes = homesOfNodes(graph, groups);
  const values = graph.boxes.filter((box) => box.kind !== 'node');
  const readers = new Map(values.map(({ id }) => [id, new Set<string>()]));
  for (const { kind, from, to } of graph.edges) if (kind === 'value') readers.get(from)?.add(homes.get(to)!.id);
  for (const { id, kind } of values) {
    const by = [...readers.get(id)!];
    const isInside = by.length === 1 && by[0]!.startsWith('f');
    if (isInside) homes.set(id, { id: by[0]! });
    else homes.set(id, { id: joinsValues ? `${kind} ${by.join(' ')}` : id });
  }
  const members = new Map<string, Small[]>();
  for (const box of inTapeOrder(graph, homes)) {
    const { id } = homes.get(box.id)!;
    const others = members.get(id);
    if (others === undefined) members.set(id, [box]);
    else others.push(box);
  }
  const drawn = new Map<string, Box>();
  for (const [home, held] of members) {
    const { period } = homes.get(held.at(-1)!.id)!;
    const box = held.length === 1 ? held[0]! : foldOf(`f${drawn.size + 1}`, held, period);
    drawn.set(home, box);
  }
  const idOf = (id: string): string => drawn.get(homes.get(id)!.id)!.id;
  return { boxes: [...drawn.values()], edges: joinedEdges(graph.edges, idOf) };
}

/** The boxes so that the values that a group reads, and does not hold, stand before all of it. */
function inTapeOrder({ boxes, edges }: Graph<Small>, homes: ReadonlyMap<string, Home>): Small[] {
  const places = new Map<string, number>();
  for (const [place, { id }] of boxes.entries()) {
    const home = homes.get(id)!.id;
    places.set(home, Math.min(places.get(home) ?? Infinity, place));
  }
  const placeOf = (id: string): number => places.get(homes.get(id)!.id)!;
  const first = new Map<string, number>();
  for (const { kind, from, to } of edges) {
    if (kind === 'value') first.set(from, Math.min(first.get(from) ?? Infinity, placeOf(to)));
  }
  const rank = ({ id, kind }: Small): number =>
    kind === 'node' || homes.get(id)!.id.startsWith('f') ? placeOf(id) : Math.min(placeOf(id), first.get(id)! - 0.5);
  return [...boxes].sort((a, b) => rank(a) - rank(b));
}

/** Where a box of the whole graph is drawn. */
interface Home {
  readonly id: string;
  readonly period?: number | undefined;
}

function homesOfNodes({ boxes }: Graph<Small>, groups: readonly Group[]): Map<string, Home> {
  const nodes = boxes.filter((box) => box.kind === 'node');
  const homes = new Map<string, Home>();
  for (const { start, end, period } of groups) {
    for (let i = start; i < end; i++) {
      const { id } = nodes[i]!;
      homes.set(id, end - start === 1 ? { id } : { id: `f${start}`, period });
    }
  }
  return homes;
}

function foldOf(id: string, held: readonly Small[], period: number | undefined): FoldBox {
  const nodes = held.filter((box) => box.kind === 'node');
  const counts = new Map<string, number>();
  for (const { op } of nodes) counts.set(op, (counts.get(op) ?? 0) + 1);
  return {
    id,
    kind: 'fold',
    ends: nodes.length === 0 ? undefined : [nodes[0]!.name, nodes.at(-1)!.name],
    nodes: nodes.length,
    ops: [...counts].sort(([, a], [, b]) => b - a),
    repeated: period === undefined ? undefined : nodes.slice(0, period).map(({ op }) => op),
    sources: held.filter(({ kind }) => kind === 'source').length,
    data: held.filter(({ kind }) => kind === 'data').length,
    parameters: held.filter((box) => box.kind === 'source' && box.isParameter).length,
    isTarget: held.some(({ isTarget }) => isTarget),
    isOnRoute: held.some(({ isOnRoute }) => isOnRoute),
  };
}

/** The edges between different boxes; those between the same two, if one of them is folded, as one. */
function joinedEdges(edges: readonly Edge[], idOf: (id: string) => string): Edge[] {
  const bundles = new Map<string, Edge & { labels: Set<string | undefined> }>();
  for (const [i, { kind, label, count, ...ends }] of edges.entries()) {
    const [from, to] = [idOf(ends.from), idOf(ends.to)];
    if (from === to) continue;
    const isFolded = from.startsWith('f') || to.startsWith('f');
    const key = isFolded ? `${kind} ${from} ${to}` : String(i);
    const known = bundles.get(key);
    const labels = (known?.labels ?? new Set()).add(label);
    bundles.set(key, { kind, from, to, label, count: (known?.count ?? 0) + count, labels });
  }
  return [...bundles.values()].map(({ labels, ...edge }) => ({
    ...edge,
    label: labels.size > 1 ? `${labels.size.toLocaleString('en-US')} cotangents` : edge.label,
  }));
}
