// Where boxes and edges go.

import { attach, type Joint, type LanePoint, type Point, type Rectangle } from './attach';
import { type BoxText, textOf } from './boxText';
import type { DrawOptions } from './drawOptions';
import type { Side } from './edgePath';
import type { Box, Edge, Graph } from './graph';
import { type Lane, lanesOf, roomsOf } from './lanes';
import { type LabelledLane, MARGIN, placeInLayers, type Route } from './layers';
import { type Size, sizeOfBox, sizeOfLine } from './sizes';
import { track } from './tracks';

export interface PlacedBox extends Rectangle {
  readonly box: Box;
  readonly text: BoxText;
}

export interface PlacedEdge {
  readonly edge: Edge;
  /** The points of its lane, from the border of one box to that of the other, the way of the edge. */
  readonly points: readonly LanePoint[];
  readonly side: Side;
  /** With its centre. */
  readonly label: (Point & { readonly text: string }) | undefined;
}

/** A drawing, in pixels. */
export interface Placed extends Size {
  readonly boxes: readonly PlacedBox[];
  readonly edges: readonly PlacedEdge[];
}

/** Before a label, and above and below it. */
const LABEL_GAP = { x: 6, y: 2 };
/** To the right, lanes are closer, as boxes are low. */
const GAPS = {
  down: { nodesep: 28, edgesep: 16, ranksep: 44 },
  right: { nodesep: 28, edgesep: 10, ranksep: 44 },
};
/** In pixels: boxes are widened for their lanes up to this, about as wide as the widest text. */
const MOST_ROOM = 340;

/** Lays a graph out in layers, values going down or to the right. The same graph is laid out the same, every time. */
export function layOut({ boxes, edges }: Graph, { direction = 'down', style = 'unicode' }: DrawOptions): Placed {
  if (boxes.length === 0) return { width: 2 * MARGIN, height: 2 * MARGIN, boxes: [], edges: [] };
  // What goes to the right is laid out on its side, as if it went down.
  const turnSize = ({ width, height }: Size): Size =>
    direction === 'down' ? { width, height } : { width: height, height: width };
  const turn = <P extends Point>(point: P): P => (direction === 'down' ? point : { ...point, x: point.y, y: point.x });
  const lanes = lanesOf(edges).map((lane): LabelledLane => {
    if (lane.text === undefined) return { ...lane, label: { width: 0, height: 0 } };
    const { width, height } = sizeOfLine(lane.text);
    const label = turnSize({ width, height: height + 2 * LABEL_GAP.y });
    return { ...lane, label: { ...label, width: LABEL_GAP.x + label.width } };
  });
  const texts = boxes.map((box) => textOf(box, style));
  const rooms = roomsOf(lanes);
  const sizes = boxes.map((box, i): [string, Size] => {
    const { width, height } = turnSize(sizeOfBox(box, texts[i]!));
    return [box.id, { width: Math.max(width, Math.min(MOST_ROOM, rooms.get(box.id) ?? 0)), height }];
  });

  const { rectangles, routes, ...size } = placeInLayers(new Map(sizes), lanes, GAPS[direction]);
  const heights = heightsOfLayers([...rectangles.values()], routes, lanes);
  const joints = lanes.map(({ width, ...ends }, i): Joint => {
    const [above, below] = [rectangles.get(ends.above)!, rectangles.get(ends.below)!];
    const edges = [above.y + heights.get(above.y)! / 2, below.y - heights.get(below.y)! / 2] as const;
    return { above, below, between: pointsBetween(routes[i]!, heights), width, edges };
  });
  const { paths, moved } = track(attach(joints));
  return {
    ...turnSize({ width: size.width, height: moved(size.height) }),
    boxes: boxes.map((box, i) => {
      const { x, y, ...size } = rectangles.get(box.id)!;
      return { box, text: texts[i]!, ...turn({ x, y: moved(y) }), ...turnSize(size) };
    }),
    edges: lanes.flatMap((lane, i) => {
      const { x, y } = labelPlace(routes[i]!, lane);
      return placedEdges(lane, paths[i]!.map(turn), turn({ x, y: moved(y) }));
    }),
  };
}

function placedEdges({ edges, text }: Lane, points: readonly LanePoint[], place: Point): PlacedEdge[] {
  return edges.map((edge) =>
    edge.kind === 'value'
      ? { edge, points, side: edges.length === 1 ? 0 : -1, label: undefined }
      : { edge, points: [...points].reverse(), side: 1, label: text === undefined ? undefined : { ...place, text } },
  );
}

/** How high each layer is, by where its middle is: layers of boxes and, between them, of labels. */
function heightsOfLayers(
  boxes: readonly Rectangle[],
  routes: readonly Route[],
  lanes: readonly LabelledLane[],
): ReadonlyMap<number, number> {
  const heights = new Map<number, number>();
  const grow = (y: number, height: number): void => void heights.set(y, Math.max(heights.get(y) ?? 0, height));
  for (const { y, height } of boxes) grow(y, height);
  for (const [i, { text, label }] of lanes.entries()) if (text !== undefined) grow(routes[i]!.y, label.height);
  return heights;
}

/** Through layers lines go straight, and so pass beside what is there. */
function pointsBetween({ points }: Route, heights: ReadonlyMap<number, number>): Point[] {
  return points.flatMap(({ x, y }) => {
    const height = heights.get(y) ?? 0;
    return height === 0 ? [{ x, y }] : [-1, 1].map((side) => ({ x, y: y + (side * height) / 2 }));
  });
}

/** The centre of the label, beside the last line of the lane. */
function labelPlace({ points, y }: Route, { width, label }: LabelledLane): Point {
  const x = points.find((point) => point.y === y)?.x ?? 0;
  return { x: x + width / 2 + (label.width + LABEL_GAP.x) / 2, y };
}
