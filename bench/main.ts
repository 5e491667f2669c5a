// The bench: `npm run bench`.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from './measure';
import { parseOptions } from './options';
import { findParticipants } from './participants';
import { chart } from './report/chart';
import { formatHead } from './report/head';
import { machine } from './report/machine';
import { markdown } from './report/markdown';
import type { Report } from './report/report';
import { formatBackward, formatMeasurement } from './report/table';
import { withStored } from './store';
import { batches } from './workloads';

const RESULTS = join(__dirname, 'results');

void main();

async function main(): Promise<void> {
  const { only, without, threads, python, ...pace } = parseOptions(process.argv.slice(2));
  const { commands, ...who } = await findParticipants({ threads, without, ...(python && { python }) });
  let report: Report = { machine: machine(), threads, pace, ...who, measurements: [] };
  console.log(formatHead(report));

  for (const batch of batches.filter((workloads) => workloads.some(({ group }) => only.includes(group)))) {
    const measured = await withStored(batch, (stored) => measure(stored, commands, pace));
    report = { ...report, measurements: [...report.measurements, ...measured] };
    for (const measurement of measured) console.log(`\n${formatMeasurement(measurement, report)}`);
  }
  const backward = formatBackward(report);
  if (backward !== '') console.log(`\n${backward}`);

  mkdirSync(RESULTS, { recursive: true });
  const file = join(RESULTS, report.machine.date);
  writeFileSync(`${file}.json`, `${JSON.stringify(report, undefined, 1)}\n`);
  writeFileSync(`${file}.svg`, chart(report));
  writeFileSync(`${file}.md`, markdown(report));
  console.log(`\nWritten to ${file}.json, .svg and .md.`);
  // A contender that breaks, or computes something else, is no matter of taste.
  if (report.measurements.some(({ leftOut }) => leftOut.some(({ isError }) => isError))) process.exitCode = 1;
}
