// Maps of a landscape side by side, each with a path on it, drawn in text.

export type Point = readonly [x: number, y: number];

const COLUMNS = 48;
const ROWS = 16;
const LEFT = -3.5;
const TOP = 3.6;
const COLUMN = 0.175;
/** A character is about twice as high as wide. */
const ROW = 2 * COLUMN;

/** Heights below the first are drawn blank, below the second `·`, above it `:`. */
const LEVELS = [4, 40] as const;

/** Each path by its name, over its own map: `o` at each place, `S` at the first, `X` at the goal. */
export function drawPaths(
  height: (point: Point) => number,
  goal: Point,
  paths: Readonly<Record<string, readonly Point[]>>,
): string {
  const lands = Array.from({ length: ROWS }, (_, row) =>
    Array.from({ length: COLUMNS }, (_, column) => shade(height([LEFT + column * COLUMN, TOP - row * ROW]))),
  );
  const maps = Object.entries(paths).map(([name, path]) => {
    const map = lands.map((row) => [...row]);
    for (const point of path) mark(map, point, 'o');
    mark(map, path[0]!, 'S');
    mark(map, goal, 'X');
    return [name.padEnd(COLUMNS), ...map.map((row) => row.join(''))];
  });
  const pairs = maps.flatMap((map, i) => (i % 2 === 0 ? [[map, maps[i + 1] ?? []]] : []));
  return pairs
    .map(([left, right]) => left!.map((line, i) => `${line}   ${right![i] ?? ''}`.trimEnd()).join('\n'))
    .join('\n\n');
}

function shade(height: number): string {
  if (height < LEVELS[0]) return ' ';
  return height < LEVELS[1] ? '·' : ':';
}

/** Nothing, if the point lies beside the map. */
function mark(map: string[][], [x, y]: Point, character: string): void {
  const row = map[Math.round((TOP - y) / ROW)];
  const column = Math.round((x - LEFT) / COLUMN);
  if (row?.[column] !== undefined) row[column] = character;
}
