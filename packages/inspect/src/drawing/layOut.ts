// Where boxes and edges go, by dagre.

import { Graph as DagreGraph, layout } from '@dagrejs/dagre';
import { attach, type Point, type Rectangle } from './attach';
import { type BoxText, labelTextOf, textOf } from './boxText';
import type { DrawOptions } from './drawOptions';
import type { Box, Edge, Graph } from './graph';
import { type Size, sizeOfBox, sizeOfLine } from './sizes';

export interface PlacedBox extends Rectangle {
  readonly box: Box;
  readonly text: BoxText;
}

export interface PlacedEdge {
  readonly edge: Edge;
  /** From the border of one box to that of the other, the way of the edge. */
  readonly points: readonly Point[];
  /** With its centre. */
  readonly label: (Point & { readonly text: string }) | undefined;
}

/** A drawing, in pixels. */
export interface Placed extends Size {
  readonly boxes: readonly PlacedBox[];
  readonly edges: readonly PlacedEdge[];
}

const MARGIN = 12;
const LABEL_GAP = 6;
/** How far apart things are at least; to the right, edges are closer, as boxes are low. */
const GAPS = {
  down: { nodesep: 28, edgesep: 16, ranksep: 60 },
  right: { nodesep: 28, edgesep: 10, ranksep: 60 },
};
/** What is kept free at the other side of a line with a label at most, so that the line need not bend to make room for it. */
const BALANCE = { down: 60, right: 4 };

/** Lays a graph out in layers, values going down or to the right. The same graph is laid out the same, every time. */
export function layOut({ boxes, edges }: Graph, { direction = 'down', style = 'unicode' }: DrawOptions): Placed {
  // What goes to the right is laid out on its side, as if it went down.
  const turnSize = ({ width, height }: Size): Size =>
    direction === 'down' ? { width, height } : { width: height, height: width };
  const turn = ({ x, y }: Point): Point => (direction === 'down' ? { x, y } : { x: y, y: x });
  const texts = boxes.map((box) => textOf(box, style));
  const sizes = boxes.map((box, i) => turnSize(sizeOfBox(box, texts[i]!)));
  const labelled = edges.map((edge): Labelled => {
    const text = labelTextOf(edge);
    if (text === undefined) return { edge, text, left: 0, right: 0, height: 0 };
    const { width, height } = turnSize(sizeOfLine(text));
    const right = width + LABEL_GAP;
    return { edge, text, left: Math.min(right, BALANCE[direction]), right, height };
  });

  const plan = new DagreGraph({ multigraph: true });
  plan.setGraph({ ...GAPS[direction], marginx: MARGIN, marginy: MARGIN });
  for (const [i, { id }] of boxes.entries()) plan.setNode(id, { ...sizes[i]! });
  for (const [i, { edge, left, right, height }] of labelled.entries()) {
    plan.setEdge(...ends(edge), { width: left + right, height, labelpos: 'c' }, `e${i}`);
  }
  layout(plan);

  const rectangles = new Map(boxes.map(({ id }) => [id, plan.node(id) as Rectangle]));
  const routes = labelled.map((item, i) => plan.edge(...ends(item.edge), `e${i}`) as Route);
  const heights = heightsOfLayers([...rectangles.values()], routes, labelled);
  const joints = labelled.map((item, i) => {
    const [above, below] = ends(item.edge).map((id) => rectangles.get(id)!) as [Rectangle, Rectangle];
    return { above, below, between: pointsBetween(routes[i]!, item, heights) };
  });
  const paths = attach(joints);
  const { width = 0, height = 0 } = plan.graph() as Partial<Size>;
  return {
    ...turnSize({ width: Math.max(width, 2 * MARGIN), height: Math.max(height, 2 * MARGIN) }),
    boxes: boxes.map((box, i) => {
      const place = rectangles.get(box.id)!;
      return { box, text: texts[i]!, ...turn(place), ...turnSize(place) };
    }),
    edges: labelled.map((item, i) => {
      const points = paths[i]!.map(turn);
      return {
        edge: item.edge,
        points: item.edge.kind === 'value' ? points : points.reverse(),
        label: item.text === undefined ? undefined : { ...turn(labelPlace(routes[i]!, item)), text: item.text },
      };
    }),
  };
}

/** An edge and its label: what room it needs at the left of the line and at its right, where it stands. */
interface Labelled {
  readonly edge: Edge;
  readonly text: string | undefined;
  readonly left: number;
  readonly right: number;
  readonly height: number;
}

/** What dagre gives for an edge: its points, and the centre of the room for its label. */
interface Route extends Point {
  readonly points: readonly Point[];
}

/** Cotangents are laid out the way of the values and drawn the other way, so that there are no cycles. */
function ends({ kind, from, to }: Edge): [above: string, below: string] {
  return kind === 'value' ? [from, to] : [to, from];
}

/** How high each layer is, by where its middle is: layers of boxes and, between them, of labels. */
function heightsOfLayers(
  boxes: readonly Rectangle[],
  routes: readonly Route[],
  labelled: readonly Labelled[],
): ReadonlyMap<number, number> {
  const heights = new Map<number, number>();
  const grow = (y: number, height: number): void => void heights.set(y, Math.max(heights.get(y) ?? 0, height));
  for (const { y, height } of boxes) grow(y, height);
  for (const [i, { text, height }] of labelled.entries()) if (text !== undefined) grow(routes[i]!.y, height);
  return heights;
}

/** The points without those at the boxes. Through layers lines go straight, and so pass beside what is there. */
function pointsBetween(
  { points, x, y }: Route,
  { text, left, right }: Labelled,
  heights: ReadonlyMap<number, number>,
): Point[] {
  return points.slice(1, -1).flatMap((point) => {
    const line = text !== undefined && point.y === y ? x + (left - right) / 2 : point.x;
    const height = heights.get(point.y) ?? 0;
    return height === 0 ? [point] : [-1, 1].map((side) => ({ x: line, y: point.y + (side * height) / 2 }));
  });
}

function labelPlace({ x, y }: Route, { left }: Labelled): Point {
  return { x: x + (left + LABEL_GAP) / 2, y };
}
