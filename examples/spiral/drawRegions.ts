// The plane as a grid of characters: each place as its class, and the points on it.

const COLUMNS = 76;
const ROWS = 34;
/** The drawing goes from minus this to this, both ways. */
const REACH = 3.3;

export interface Point {
  readonly place: readonly number[];
  readonly label: number;
}

/** The middles of the characters, row by row. */
export function gridPlaces(): number[][] {
  const at = (i: number, count: number): number => REACH * ((2 * i + 1) / count - 1);
  return Array.from({ length: ROWS * COLUMNS }, (_, i) => [
    at(i % COLUMNS, COLUMNS),
    -at(Math.floor(i / COLUMNS), ROWS),
  ]);
}

/** `classes` are those of `gridPlaces`: each is drawn as a character of `regions`, and each point as one of `marks`. */
export function drawRegions(
  classes: readonly number[],
  points: readonly Point[],
  { regions, marks }: { readonly regions: string; readonly marks: string },
): string {
  const characters = classes.map((label) => regions[label]!);
  for (const { place, label } of points) {
    const [column, row] = [index(place[0]!, COLUMNS), index(-place[1]!, ROWS)];
    characters[row * COLUMNS + column] = marks[label]!;
  }
  const lines = Array.from({ length: ROWS }, (_, row) => characters.slice(row * COLUMNS, (row + 1) * COLUMNS).join(''));
  return lines.map((line) => line.trimEnd()).join('\n');
}

function index(coordinate: number, count: number): number {
  const place = Math.floor(((coordinate / REACH + 1) / 2) * count);
  return Math.min(Math.max(place, 0), count - 1);
}
