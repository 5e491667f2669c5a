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

/** The boxes that an edge joins, one above the other, and the points it goes by. */
export interface Joint {
  readonly above: Rectangle;
  readonly below: Rectangle;
  readonly between: readonly Point[];
}

/** In pixels: how far apart edges are at a box, where there is room, and how much of its side stays free at the corners. */
const APART = 18;
const CORNER = 14;

/**
 * The edges with their ends: at the lower side of the box above and at the upper side of that below, in the order in which they
 * come, so that none cross there.
 */
export function attach(joints: readonly Joint[]): Point[][] {
  const starts = spread(joints, ({ above, between, below }) => [above, between[0] ?? below]);
  const stops = spread(joints, ({ above, between, below }) => [below, between.at(-1) ?? above]);
  return joints.map(({ above, below, between }, i) => [
    { x: starts[i]!, y: above.y + above.height / 2 },
    ...between,
    { x: stops[i]!, y: below.y - below.height / 2 },
  ]);
}

/** For each edge its place at one side of a box, given the box and the point that is next. */
function spread(
  joints: readonly Joint[],
  endOf: (joint: Joint) => readonly [box: Rectangle, next: Point],
): readonly number[] {
  const places: number[] = [];
  const sides = new Map<Rectangle, { edge: number; next: number }[]>();
  for (const [edge, joint] of joints.entries()) {
    const [box, next] = endOf(joint);
    const side = sides.get(box) ?? [];
    side.push({ edge, next: next.x });
    sides.set(box, side);
  }
  for (const [box, side] of sides) {
    side.sort((a, b) => a.next - b.next);
    const half = Math.max(0, box.width / 2 - CORNER);
    const apart = Math.min(APART, (2 * half) / Math.max(1, side.length - 1));
    // Each as near to where it goes as those to its left, and then those to its right, let it be.
    let least = box.x - half;
    for (const { edge, next } of side) {
      places[edge] = Math.max(least, next);
      least = places[edge] + apart;
    }
    let most = box.x + half;
    for (const { edge } of [...side].reverse()) {
      places[edge] = Math.min(most, places[edge]!);
      most = places[edge] - apart;
    }
  }
  return places;
}
