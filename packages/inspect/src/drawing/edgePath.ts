import type { Point } from './attach';

/** In pixels. */
const HEAD = { length: 9, width: 7 };

/**
 * An arrow through some points: the data of the path of its line, and of that of its head. At each point it goes straight along,
 * up or down, or to a side.
 */
export function arrowThrough(points: readonly Point[], direction: 'down' | 'right'): { line: string; head: string } {
  const isDown = direction === 'down';
  const along = (point: Point): number => (isDown ? point.y : point.x);
  const moved = ({ x, y }: Point, forward: number, aside: number): Point =>
    isDown ? { x: x + aside, y: y + forward } : { x: x + forward, y: y + aside };

  const tip = points.at(-1)!;
  const sense = Math.sign(along(tip) - along(points.at(-2)!));
  const base = -sense * HEAD.length;
  const corners = [tip, moved(tip, base, HEAD.width / 2), moved(tip, base, -HEAD.width / 2)];
  // The line ends inside the head, whose tip would otherwise be as blunt as the line is thick.
  const stops = [...points.slice(0, -1), moved(tip, base + sense, 0)];
  const bends = stops.slice(1).map((point, i) => {
    const from = stops[i]!;
    const half = (along(point) - along(from)) / 2;
    return `C${[moved(from, half, 0), moved(point, -half, 0), point].map(pair).join(' ')}`;
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
