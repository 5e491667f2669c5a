// What the example prints: a table of three motions, and a drawing.

import { linspace, type Tensor, tensor } from '@pullback/core';

type Vector = Tensor<readonly [number]>;
type Motion = (t: Vector) => Vector;

const COLUMNS = 84;
const ROWS = 17;

export function printComparison(times: Vector, exact: Motion, solved: Motion, found: Motion): void {
  console.log('u″ + 2ζω u′ + ω² u = 0 with u(0) = 1, u′(0) = 0');
  console.log('             closed form  network, ζ known  network, ζ found');
  const at = tensor([0, 1, 2, 3, 4, 5, 6], { dtype: 'float64' });
  const columns = [exact, solved, found].map((u) => u(at).data);
  for (const [i, t] of at.data.entries()) {
    const cells = columns.map((column, place) => column[i]!.toFixed(3).padStart(place === 0 ? 17 : 18));
    console.log(`t = ${t}  ${cells.join('')}`);
  }
  const expected = exact(times).data;
  const errors = [solved, found].map((u) =>
    Math.max(...u(times).data.map((value, i) => Math.abs(value - expected[i]!))),
  );
  const cells = errors.map((error) => `${error < 0.001 ? '< 0.001' : error.toFixed(3)}`.padStart(18));
  console.log(`greatest error          ${cells.join('')}`);
}

/** `·` the closed form, `─` the network, which hides it where they are one; `o` what was measured. */
export function printMotion(
  end: number,
  exact: Motion,
  found: Motion,
  measured: { readonly times: Vector; readonly values: Vector },
): void {
  const rowOf = (u: number) => Math.round(((1 - u) / 2) * (ROWS - 1));
  const columnOf = (t: number) => Math.round((t / end) * (COLUMNS - 1));
  const rows = Array.from({ length: ROWS }, () => new Array<string>(COLUMNS).fill(' '));
  const draw = (mark: string, times: Vector, values: Vector): void => {
    for (const [i, t] of times.data.entries()) {
      const row = rows[rowOf(values.data[i]!)];
      if (row) row[columnOf(t)] = mark;
    }
  };
  const grid = linspace(0, end, COLUMNS, { dtype: 'float64' });
  draw('·', grid, exact(grid));
  draw('─', grid, found(grid));
  draw('o', measured.times, measured.values);
  console.log('\nThe measurements (o), the network (─), and the closed form (·) where it is elsewhere');
  for (const [i, row] of rows.entries()) {
    const label = i % 4 === 0 ? (1 - (2 * i) / (ROWS - 1)).toFixed(1) : '';
    console.log(`${label.padStart(5)} │${row.join('')}`.trimEnd());
  }
  console.log(`      └${'─'.repeat(COLUMNS)}`);
  const ticks = Array.from({ length: end }, (_, t) => String(t).padEnd(COLUMNS / end));
  console.log(`       ${ticks.join('')}t`);
}
