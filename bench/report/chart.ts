// The results as bars: how many times the base's time each contender takes, on a logarithmic axis.

import type { Measurement } from '../measure';
import { digits, formatSeconds } from './quantity';
import { type Report, titleOf } from './report';

const WIDTH = 900;
const LINE = 20;
const HEAD = 64;
const NAMES = 170;
const NUMBERS = 190;
const AXIS = { left: NAMES + 20, right: WIDTH - NUMBERS - 10 };

const STYLE = `
  text { font: 13px system-ui, "DejaVu Sans", sans-serif; fill: #24292f; }
  .title { font-size: 16px; font-weight: bold; } .name { font-weight: bold; paint-order: stroke; stroke: #ffffff; stroke-width: 5px; }
  .note, .tick { fill: #57606a; font-size: 12px; } .grid { stroke: #d8dee4; } .one { stroke: #24292f; }
  .ours { fill: #0a7d55; } .peer { fill: #8c96a3; } .paper { fill: #ffffff; }`;

export function chart(report: Report): string {
  const shown = report.measurements.filter(
    ({ workload: { work, group }, rows }) =>
      work.kind !== 'memory' && group !== 'backward' && rows.some((row) => row.contender === report.base),
  );
  const ratios = shown.flatMap((measurement) => barsOf(measurement, report).map(({ ratio }) => ratio));
  // Whole powers of ten, so that every bar fits in and the ticks say something.
  const low = Math.floor(Math.log10(Math.min(1, ...ratios)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(1, ...ratios))));
  const x = (ratio: number): number =>
    AXIS.left + ((Math.log10(ratio) - low) / (high - low)) * (AXIS.right - AXIS.left);

  const parts: string[] = [];
  let y = HEAD + 2 * LINE;
  for (const measurement of shown) {
    parts.push(text(20, y, measurement.workload.name, 'name'));
    for (const { title, ratio, median, isOurs } of barsOf(measurement, report)) {
      y += LINE;
      const [from, to] = [Math.min(x(1), x(ratio)), Math.max(x(1), x(ratio))];
      parts.push(text(NAMES, y, title, 'bar', 'end'));
      parts.push(
        `<rect class="${isOurs ? 'ours' : 'peer'}" x="${from.toFixed(1)}" y="${y - 12}" ` +
          `width="${Math.max(2, to - from).toFixed(1)}" height="14"/>`,
      );
      parts.push(text(WIDTH - 110, y, formatSeconds(median), 'bar', 'end'));
      parts.push(text(WIDTH - 20, y, `${digits(ratio)}×`, 'bar', 'end'));
    }
    y += 2 * LINE;
  }
  const bottom = y - LINE;
  const ticks = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i)).map((ratio) => {
    const line = `<line class="${ratio === 1 ? 'one' : 'grid'}" x1="${x(ratio)}" x2="${x(ratio)}" y1="${HEAD + 8}" y2="${bottom}"/>`;
    return line + text(x(ratio), HEAD, `${ratio >= 1 ? ratio : `1/${Math.round(1 / ratio)}`}×`, 'tick', 'middle');
  });
  const { date, processor, cores, node } = report.machine;
  const title = `Time over that of ${titleOf(report, report.base)}: left of 1× is faster, right is slower`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${bottom + 10}" viewBox="0 0 ${WIDTH} ${bottom + 10}">`,
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}\n</style>`,
    '<rect class="paper" width="100%" height="100%"/>',
    text(20, 24, title, 'title'),
    text(20, 43, `${date}, ${processor}, ${cores} cores, Node ${node}, threads: ${report.threads}`, 'note'),
    ...ticks,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

interface Bar {
  readonly title: string;
  readonly median: number;
  readonly ratio: number;
  readonly isOurs: boolean;
}

function barsOf({ rows }: Measurement, report: Report): readonly Bar[] {
  const base = rows.find((row) => row.contender === report.base)!;
  return rows.map(({ contender, median }) => ({
    title: titleOf(report, contender),
    median,
    ratio: median / base.median,
    isOurs: contender.startsWith('pullback-'),
  }));
}

function text(x: number, y: number, content: string, kind: string, anchor = 'start'): string {
  return `<text class="${kind}" x="${x}" y="${y}" text-anchor="${anchor}">${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
