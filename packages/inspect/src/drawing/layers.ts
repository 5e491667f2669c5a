// In which layers boxes are, and in which order, by dagre; and where in their layers they are.

import { Graph as DagreGraph, layout } from '@dagrejs/dagre';
import type { Point, Rectangle } from './attach';
import type { Lane } from './lanes';
import type { Size } from './sizes';
import { type Item, link, straighten } from './straighten';
import { unbend } from './unbend';
import { uncross } from './uncross';

/** A lane, and the size of its label with the gap before it; without one of no size. */
export interface LabelledLane extends Lane {
  readonly label: Size;
}

/** Where a lane goes: its middle in each layer between its boxes, and how high its label is up. */
export interface Route {
  readonly points: readonly Point[];
  readonly y: number;
}

/** How far apart things are at least, in pixels: boxes, lanes and layers. */
export interface Gaps {
  readonly nodesep: number;
  readonly edgesep: number;
  readonly ranksep: number;
}

/** In pixels, at all sides. */
export const MARGIN = 12;

/** How much lines want to be straight: from box to box in the next layer; through more layers; at the ends there; from leaves. */
const WEIGHTS = { next: 16, through: 8, end: 2, leaf: 1 };

/** The places of boxes of these sizes, which are kept, by their ids, and the ways of lanes. Values go down. */
export function placeInLayers(
  sizes: ReadonlyMap<string, Size>,
  lanes: readonly LabelledLane[],
  gaps: Gaps,
): Size & { readonly rectangles: ReadonlyMap<string, Rectangle>; readonly routes: readonly Route[] } {
  const { rectangles, routes, height } = planned(sizes, lanes, gaps);
  const layers = new Map<number, Item[]>();
  const add = (y: number, item: Item): Item => {
    const layer = layers.get(y) ?? [];
    layers.set(y, layer);
    layer.push(item);
    return item;
  };
  // Boxes are further apart than lanes.
  const more = (gaps.nodesep - gaps.edgesep) / 2;
  const boxes = new Map<string, Item>();
  for (const [id, { x, y, width }] of rectangles) boxes.set(id, add(y, itemAt(x, width / 2 + more, width / 2 + more)));

  const readers = new Set(lanes.map(({ below }) => below));
  const ways = lanes.map((lane, i): readonly Item[] => {
    const { points, y } = routes[i]!;
    const half = lane.width / 2;
    const items = points.map((point) =>
      add(point.y, itemAt(point.x, half, half + (point.y === y ? lane.label.width : 0))),
    );
    const isLeaf = !readers.has(lane.above);
    const end = isLeaf ? WEIGHTS.leaf : items.length <= 1 ? WEIGHTS.next : WEIGHTS.end;
    const way = [boxes.get(lane.above)!, ...items, boxes.get(lane.below)!];
    for (const [place, item] of way.slice(1).entries()) {
      if (place === way.length - 2) link(way[place]!, item, end);
      else link(way[place]!, item, isLeaf || place === 0 ? 2 * end : WEIGHTS.through);
    }
    return items;
  });

  const inOrder = [...layers].sort(([a], [b]) => a - b).map(([, items]) => items.sort((a, b) => a.x - b.x));
  uncross(inOrder);
  straighten(inOrder, gaps.edgesep);
  unbend(ways, inOrder, gaps.edgesep);
  const all = inOrder.flat();
  const first = Math.min(...all.map(({ x, left }) => x - left)) - MARGIN + more;
  return {
    width: Math.max(...all.map(({ x, right }) => x + right)) - first + MARGIN - more,
    height,
    rectangles: new Map([...rectangles].map(([id, box]) => [id, { ...box, x: boxes.get(id)!.x - first }])),
    routes: routes.map(({ points, y }, i) => ({
      points: points.map((point, place) => ({ x: ways[i]![place]!.x - first, y: point.y })),
      y,
    })),
  };
}

function itemAt(x: number, left: number, right: number): Item {
  return { x, left, right, above: [], below: [] };
}

function planned(sizes: ReadonlyMap<string, Size>, lanes: readonly LabelledLane[], gaps: Gaps) {
  const plan = new DagreGraph({ multigraph: true });
  plan.setGraph({ ...gaps, marginx: MARGIN, marginy: MARGIN });
  for (const [id, size] of sizes) plan.setNode(id, { ...size });
  for (const [i, { above, below, width, label }] of lanes.entries()) {
    plan.setEdge(above, below, { width: width + label.width, height: label.height, labelpos: 'c' }, `e${i}`);
  }
  layout(plan);
  const { height = 0 } = plan.graph() as Partial<Size>;
  return {
    height,
    rectangles: new Map([...sizes].map(([id, size]) => [id, { ...(plan.node(id) as Rectangle), ...size }])),
    routes: lanes.map(({ above, below }, i): Route => {
      const { points, y } = plan.edge(above, below, `e${i}`) as Point & { points: Point[] };
      // The first and the last are at the boxes.
      return { points: points.slice(1, -1), y };
    }),
  };
}
