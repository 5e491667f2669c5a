// The harness, at tiny sizes and on this project alone: nothing here depends on how fast anything is.

import type { ContenderCommand } from '../contender';
import { pullback } from '../contenders';
import { agreed, type Measurement, measure, type Pace } from '../measure';
import { chart } from '../report/chart';
import { formatHead } from '../report/head';
import { markdown } from '../report/markdown';
import type { Report } from '../report/report';
import { formatBackward, formatMeasurement } from '../report/table';
import { withStored } from '../store';
import type { Work, Workload } from '../workloads/workload';

// Each test starts a process, which compiles what it imports.
jest.setTimeout(120_000);

const PACE: Pace = { rounds: 3, warmUp: 0.001, sample: 0.001, budget: 10, patience: 30 };
const ours = pullback(undefined, { threads: 1 });

const network = { kind: 'network', samples: 3, inputs: 5, hidden: 4, outputs: 2, learningRate: 0.001 } as const;
const works: readonly Work[] = [
  { ...network, part: 'step' },
  { ...network, part: 'forward' },
  { ...network, part: 'gradient' },
  { kind: 'product', rows: 2, inner: 3, columns: 5 },
  { kind: 'classifier', samples: 3, features: 5, classes: 2, learningRate: 0.1 },
  { kind: 'convolution', samples: 2, size: 8, channels: [1, 2, 3], classes: 4, learningRate: 0.1 },
  { kind: 'chain', links: 10, size: 3, learningRate: 0.01 },
  { kind: 'memory', nodes: 1000, size: 1 },
];

test.each(works.map((work) => [work.kind, work]))('%s: a row of positive numbers', async (_kind, work) => {
  const { rows, leftOut } = await measured(work, [ours]);
  expect(leftOut).toEqual([]);
  expect(rows).toHaveLength(1);
  const { samples, lower, median, upper } = rows[0]!;
  expect(samples).toHaveLength(PACE.rounds);
  expect(lower).toBeGreaterThan(0);
  expect([lower, median, upper]).toEqual([lower, median, upper].sort((a, b) => a - b));
  expect(samples).toContain(median);
});

test('a contender with another loss is an error, and has no row', async () => {
  const { rows, leftOut } = await measured(works[0]!, [ours, scripted('{"seconds":0.001,"value":1e9}')]);
  expect(rows.map(({ contender }) => contender)).toEqual([ours.id]);
  expect(leftOut).toEqual([
    { contender: 'scripted', isError: true, reason: expect.stringContaining('after 1 steps is 1000000000, where') },
  ]);
});

test('a contender that lacks something is left out, which is no error', async () => {
  const { leftOut } = await measured(works[0]!, [ours, scripted('{"lacks":"no such op"}')]);
  expect(leftOut).toEqual([{ contender: 'scripted', isError: false, reason: 'no such op' }]);
});

test('a contender that dies is an error, and tells its last words', async () => {
  const dying: ContenderCommand = { ...scripted(''), command: [process.execPath, '-e', 'throw new Error("no luck")'] };
  const { leftOut } = await measured(works[0]!, [ours, dying]);
  expect(leftOut).toEqual([{ contender: 'scripted', isError: true, reason: 'its process ended: no luck' }]);
});

test('a contender that says nothing is not waited for', async () => {
  const silent = scripted('');
  const { rows, leftOut } = await measured(works[0]!, [silent], { ...PACE, patience: 0.5 });
  expect(rows).toEqual([]);
  expect(leftOut[0]!.reason).toBe('no answer within 0.5 s');
});

test('values agree within a relative difference of 1e-4', () => {
  expect(agreed([2, 1], [2.0001, 0.99991])).toEqual([2, 1]);
  expect(() => agreed([2, 1], [2, 1.00011])).toThrow('the value after 4 steps is 1.00011, where others have 1');
  expect(() => agreed([2], [Number.NaN])).toThrow();
});

test('the report fits 100 columns, and its chart has a bar a row', async () => {
  const sized = works.map((work, i): Workload => {
    const forward =
      work.kind === 'network' && work.part !== 'step' ? `, ${i === 1 ? 'forward' : 'forward + backward'}` : '';
    return { name: `256×2048→2048→10${forward}`, group: 'networks', work };
  });
  const report: Report = {
    machine: {
      date: '2030-01-02',
      processor: 'P'.repeat(60),
      cores: 2,
      memory: '8 GiB',
      system: 'S',
      node: 'v0',
      commit: 'c',
    },
    threads: 1,
    pace: PACE,
    base: 'pullback-simd',
    participants: [
      { id: 'pullback-simd', title: 'Pullback simd', version: '0.1.0', notes: 'simd' },
      { id: 'peer', title: 'TensorFlow.js wasm', version: '4.22.0', notes: 'wasm, SIMD' },
    ],
    absent: [{ title: 'Pullback blas', reason: 'why not '.repeat(20).trim() }],
    measurements: sized.map((workload) => ({
      workload,
      rows: [row('pullback-simd', 2e-3), row('peer', 1)],
      leftOut: [{ contender: 'gone', reason: 'a <reason> '.repeat(20).trim(), isError: true }],
    })),
  };
  const lines = [
    formatHead(report),
    ...report.measurements.map((measurement) => formatMeasurement(measurement, report)),
    formatBackward(report),
  ].flatMap((text) => text.split('\n'));
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
  expect(lines.filter((line) => line.includes('500×'))).toHaveLength(sized.length);
  const tableLines = markdown(report).match(/^\|.*\|$/gm)!;
  expect(tableLines.filter((line) => line.includes('| 1.00 s ± 75 % |'))).toHaveLength(sized.length - 1);
  expect(chart(report).match(/<rect class="(ours|peer)"/g)).toHaveLength(2 * (sized.length - 1));
});

function row(contender: string, median: number) {
  return { contender, median, lower: median / 2, upper: median * 2, samples: [median], stepsPerSample: 1 };
}

async function measured(work: Work, commands: readonly ContenderCommand[], pace = PACE): Promise<Measurement> {
  const workload: Workload = { name: work.kind, group: 'networks', work };
  const [measurement] = await withStored([workload], (stored) => measure(stored, commands, pace));
  return measurement!;
}

/** A contender that always gives the same reply. */
function scripted(reply: string): ContenderCommand {
  const script = `console.log('{"version":"1","notes":""}'); process.stdin.on('data', () => console.log('${reply}'))`;
  return { id: 'scripted', title: 'Scripted', command: [process.execPath, '-e', script], environment: process.env };
}
