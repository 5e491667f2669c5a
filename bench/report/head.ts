// What the results are results of.

import type { Report } from './report';
import { wrap } from './wrap';

const NOTE_INDENT = 24;

export function formatHead({ machine, threads, pace, participants, absent }: Report): string {
  const { date, processor, cores, memory, system, node, commit } = machine;
  return [
    wrap(`${date}, ${processor}, ${cores} cores, ${memory}, ${system}, Node ${node}, commit ${commit}`, 0),
    `Threads: ${threads}. Medians of ${pace.rounds} rounds of ${pace.sample} s, after ${pace.warmUp} s of warm-up.`,
    'Ratio: the time over that of Pullback with the kernels it comes with.',
    '',
    ...participants.map(({ title, version, notes }) => `  ${title.padEnd(22)}${version.padEnd(11)}${notes}`),
    ...absent.map(({ title, reason }) => wrap(`  ${title.padEnd(22)}left out: ${reason}`, NOTE_INDENT)),
  ].join('\n');
}
