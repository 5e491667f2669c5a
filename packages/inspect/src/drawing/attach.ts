// Where edges leave a box, and where they come in.

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** With its centre. */
export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

/** A point in the middle of a lane, and how wide the lane is there. */
export interface LanePoint extends Point {
  readonly width: number;
  /** Where the lane, coming from above, goes aside to this point, if it goes far. */
  readonly turn?: number;
}

/** The boxes that a lane joins, one above the other, the points it goes by, and how wide it is. */
export interface Joint {
  readonly above: Rectangle;
  readonly below: Rectangle;
  readonly between: readonly Point[];
  readonly width: number;
  /** Where the layer of the box above ends, and where that of the box below begins: what is lower than its layer has others beside it there. */
  readonly edges: readonly [above: number, below: number];
}

/** In pixels: how far apart lanes are at a box, where there is room, and how much of its side stays free at the corners. */
const APART = 18;
const CORNER = 14;

/** How wide a box has to be for lanes of these widths, side by side. */
export function roomFor(widths: readonly number[]): number {
  return widths.length === 0 ? 0 : 2 * CORNER + spaceOf(widths);
}

/**
 * The lanes with their ends: at the lower side of the box above and at the upper side of that below, in the order in which they
 * come, so that none cross there.
 */
export function attach(joints: readonly Joint[]): LanePoint[][] {
  const starts = spread(joints, ({ above, between, below }) => [above, between[0] ?? below]);
  const stops = spread(joints, ({ above, between, below }) => [below, between.at(-1) ?? above]);
  return joints.map(({ above, below, between, width, edges: [end, begin] }, i) => {
    const start = { ...starts[i]!, y: above.y + above.height / 2 };
    const stop = { ...stops[i]!, y: below.y - below.height / 2 };
    return [
      start,
      ...(end > start.y ? [{ ...start, y: end }] : []),
      ...between.map(({ x, y }) => ({ x, y, width })),
      ...(begin < stop.y ? [{ ...stop, y: begin }] : []),
      stop,
    ];
  });
}

/** For each lane its place at one side of a box, given the box and the point that is next; where there is little room it is narrower. */
function spread(
  joints: readonly Joint[],
  endOf: (joint: Joint) => readonly [box: Rectangle, next: Point],
): readonly { x: number; width: number }[] {
  const places: { x: number; width: number }[] = [];
  const sides = new Map<Rectangle, { lane: number; next: number; width: number }[]>();
  for (const [lane, joint] of joints.entries()) {
    const [box, next] = endOf(joint);
    const side = sides.get(box) ?? [];
    side.push({ lane, next: next.x, width: joint.width });
    sides.set(box, side);
  }
  for (const [box, side] of sides) {
    side.sort((a, b) => a.next - b.next);
    const half = Math.max(0, box.width / 2 - CORNER);
    const scale = Math.min(1, (2 * half) / Math.max(1, spaceOf(side.map(({ width }) => width))));
    // Each as near to where it goes as those to its left, and then those to its right, let it be.
    let least = box.x - half;
    for (const item of side) {
      const width = scale * item.width;
      const x = Math.max(least + width / 2, item.next);
      places[item.lane] = { x, width };
      least = x + width / 2 + scale * APART;
    }
    let most = box.x + half;
    for (const { lane } of [...side].reverse()) {
      const { x, width } = places[lane]!;
      places[lane] = { x: Math.min(most - width / 2, x), width };
      most = places[lane].x - width / 2 - scale * APART;
    }
  }
  return places;
}

function spaceOf(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0) + APART * (widths.length - 1);
}
