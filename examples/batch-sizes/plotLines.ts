// Several lines in one chart, each drawn with a mark of its own, so that they can be told apart without colour.

import { plot } from 'asciichart';

const HEIGHT = 18;
/** Where the first point of a line stands. */
const AXIS = 8;
const ESCAPE = '\u001b';

/** Lines by their marks, on a logarithmic axis; where they cross, the later one is in front. `ticks` are points to name. */
export function plotLines(
  lines: Readonly<Record<string, readonly number[]>>,
  ticks: readonly (readonly [point: number, name: string])[],
): string {
  const logs = Object.values(lines).map((values) => values.map(Math.log10));
  // asciichart puts a colour before each character of a line: here the marks are the colours, and what remains.
  const colors = Object.keys(lines).map((mark) => `${ESCAPE}${mark}`);
  const chart = plot(logs, {
    height: HEIGHT,
    colors,
    format: (log) => (10 ** log).toFixed(2).padStart(AXIS - 1),
  }).replaceAll('┼', '┤');
  const marked = chart.replace(new RegExp(`${ESCAPE}(.).${ESCAPE}\\[0m`, 'gu'), '$1').replace(/ +$/gm, '');
  const axis = ticks.reduce((text, [point, name]) => text.padEnd(AXIS + point) + name, '');
  return `${marked}\n${axis}`;
}
