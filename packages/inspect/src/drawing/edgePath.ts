import type { LanePoint, Point } from './attach';

/** In pixels. */
const HEAD = { length: 9, width: 7 };
const CORNER = 14;

/** Where an arrow is in its lane: in its middle, or at the side of lower or of higher coordinates. */
export type Side = -1 | 0 | 1;

/**
 * An arrow through some points, at one side of its lane: the data of the path of its line, and of that of its head. At each point
 * it goes straight along, up or down, or to a side.
 */
export function arrowThrough(
  points: readonly LanePoint[],
  side: Side,
  direction: 'down' | 'right',
): { line: string; head: string } {
  const isDown = direction === 'down';
  const along = (point: Point): number => (isDown ? point.y : point.x);
  const across = (point: Point): number => (isDown ? point.x : point.y);
  const moved = <P extends Point>(point: P, forward: number, aside: number): P => ({
    ...point,
    x: point.x + (isDown ? aside : forward),
    y: point.y + (isDown ? forward : aside),
  });
  const line = points.map((point) => moved(point, 0, (side * point.width) / 2));
  const tip = line.at(-1)!;
  const sense = Math.sign(along(tip) - along(line.at(-2)!));
  const base = -sense * HEAD.length;
  const corners = [tip, moved(tip, base, HEAD.width / 2), moved(tip, base, -HEAD.width / 2)];
  // The line ends inside the head, whose tip would otherwise be as blunt as the line is thick.
  const stops = [...line.slice(0, -1), moved(tip, base + sense, 0)];
  const bends = stops.slice(1).map((point, i) => {
    const from = stops[i]!;
    const [forward, aside] = [along(point) - along(from), across(point) - across(from)];
    // Where a lane goes aside, its sides are above each other, else they would be one line there.
    const slant = aside / (Math.abs(aside) + Math.abs(forward) || 1);
    const early = -side * sense * slant * Math.min(point.width / 2, Math.abs(forward) / 3);
    const { turn } = sense > 0 ? point : from;
    if (turn === undefined) {
      return `C${[moved(from, forward / 2 + early, 0), moved(point, -forward / 2 + early, 0), point].map(pair).join(' ')}`;
    }
    // Far aside it runs on its track, with a corner at each end.
    const corner = Math.sign(aside) * CORNER;
    const shift = (-side * sense * Math.sign(aside) * point.width) / 2;
    const on = turn - along(from) + shift;
    return [
      `Q${[moved(from, on, 0), moved(from, on, corner)].map(pair).join(' ')}`,
      `L${pair(moved(from, on, aside - corner))}`,
      `Q${[moved(from, on, aside), point].map(pair).join(' ')}`,
    ].join('');
  });
  return { line: `M${pair(stops[0]!)}${bends.join('')}`, head: `M${corners.map(pair).join('L')}Z` };
}

function pair({ x, y }: Point): string {
  return `${number(x)} ${number(y)}`;
}

/** To a tenth of a pixel. */
export function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}
