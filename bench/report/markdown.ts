// The results as tables of Markdown, for docs/benchmarks.md.

import type { Measurement, Row } from '../measure';
import { backwardOverForward } from './backward';
import { digits, formatSeconds } from './quantity';
import type { Report } from './report';

export function markdown(report: Report): string {
  const { machine, threads, pace, participants, absent } = report;
  const titles = participants.map(({ title }) => title);
  const isTimed = ({ workload }: Measurement): boolean => workload.work.kind !== 'memory';
  const times = report.measurements
    .filter(isTimed)
    .map((measurement) => [measurement.workload.name, ...participants.map(({ id }) => cell(measurement, id, timeOf))]);
  const costs = backwardOverForward(report).map(({ name, costs }) => [
    name,
    ...participants.map(({ id }) => (costs[id] === undefined ? '–' : digits(costs[id]))),
  ]);
  const memory = report.measurements
    .filter((measurement) => !isTimed(measurement))
    .flatMap(({ workload, rows }) =>
      rows.map((row) => `${workload.name}, ${row.contender}: ${digits(row.median)} bytes`),
    );
  return [
    `${machine.date}, ${machine.processor}, ${machine.cores} cores, ${machine.memory}, ${machine.system}, ` +
      `Node ${machine.node}, commit ${machine.commit}; threads: ${threads}; ${pace.rounds} rounds.`,
    participants.map(({ title, version, notes }) => `- ${title} ${version}: ${notes}`).join('\n'),
    absent.map(({ title, reason }) => `- ${title}: left out, ${reason}`).join('\n'),
    table(['median, ± half the distance of the quartiles', ...titles], times),
    table(['backward over forward', ...titles], costs),
    ...memory,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function cell({ rows, leftOut }: Measurement, id: string, text: (row: Row) => string): string {
  const row = rows.find((each) => each.contender === id);
  if (row !== undefined) return text(row);
  return leftOut.some(({ contender, isError }) => contender === id && isError) ? 'error' : '–';
}

function timeOf({ median, lower, upper }: Row): string {
  return `${formatSeconds(median)} ± ${Math.round((100 * (upper - lower)) / 2 / median)} %`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}
