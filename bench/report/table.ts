// The results on a terminal, in at most 100 columns.

import type { Measurement, Row } from '../measure';
import { backwardOverForward } from './backward';
import { digits, formatRange, formatSeconds } from './quantity';
import { type Report, titleOf } from './report';
import { wrap } from './wrap';

const WIDTHS = [30, 11, 21, 9, 14] as const;
const NOTE_INDENT = 24;

/** One workload: each contender's median, quartiles, and its time over that of the base. */
export function formatMeasurement(measurement: Measurement, report: Report): string {
  const { workload, rows, leftOut } = measurement;
  const isTimed = workload.work.kind !== 'memory';
  const base = rows.find((row) => row.contender === report.base);
  const lines = rows.map((row) => {
    const [middle, spread] = isTimed
      ? [formatSeconds(row.median), formatRange(row.lower, row.upper)]
      : [`${digits(row.median)} B`, `${digits(row.lower)}…${digits(row.upper)} B`];
    const ratio = base === undefined ? '' : `${digits(row.median / base.median)}×`;
    return cells(titleOf(report, row.contender), middle, spread, ratio, rate(measurement, row));
  });
  const missing = leftOut.map(({ contender, reason, isError }) => {
    // What only this project is measured at needs no word for each peer.
    if (!isTimed && !isError) return [];
    const title = titleOf(report, contender).padEnd(NOTE_INDENT - 2);
    return [wrap(`  ${title}${isError ? 'ERROR' : 'left out'}: ${reason}`, NOTE_INDENT)];
  });
  const head = cells(workload.name, isTimed ? 'median' : 'bytes', 'quartiles', 'ratio', '');
  return [head.replace(/^ {2}/, ''), ...lines, ...missing.flat()].join('\n');
}

/** What backward costs, over forward, where both were measured. */
export function formatBackward(report: Report): string {
  const lines = backwardOverForward(report).flatMap(({ name, costs }) => [
    `backward over forward, ${name}`,
    ...Object.entries(costs).map(([contender, cost]) => cells(titleOf(report, contender), digits(cost), '', '', '')),
  ]);
  return lines.join('\n');
}

/** Arithmetic of a product in a second. */
function rate({ workload: { work } }: Measurement, { median }: Row): string {
  if (work.kind !== 'product') return '';
  return `${digits((2 * work.rows * work.inner * work.columns) / median / 1e9)} GFLOP/s`;
}

function cells(first: string, ...rest: readonly string[]): string {
  const aligned = rest.map((cell, i) => cell.padStart(WIDTHS[i + 1]! + 2));
  const room = first.length > WIDTHS[0] ? first.length - WIDTHS[0] : 0;
  return `  ${first.padEnd(WIDTHS[0])}${aligned.join('').slice(room)}`.trimEnd();
}
