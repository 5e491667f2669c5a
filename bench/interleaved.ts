// Times several ways to do the same, in turns, so that what else the machine does meets all of them alike.

const SAMPLES = 21;
const MILLISECONDS_PER_SAMPLE = 5;

export interface Timing {
  /** Microseconds for one run: the median, and the middle half. */
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export function interleaved(ways: readonly (() => void)[]): Timing[] {
  // Enough runs that each JavaScript or WebAssembly function has its final form.
  for (const way of ways) timeOf(way, runsFor(way, 20 * MILLISECONDS_PER_SAMPLE));
  const runs = ways.map((way) => runsFor(way, MILLISECONDS_PER_SAMPLE));
  const samples = ways.map((): number[] => []);
  for (let sample = 0; sample < SAMPLES; sample++) {
    ways.forEach((way, i) => {
      samples[i]!.push(timeOf(way, runs[i]!));
    });
  }
  return samples.map((times) => {
    times.sort((a, b) => a - b);
    const quantile = (q: number): number => times[Math.round(q * (SAMPLES - 1))]!;
    return { median: quantile(0.5), low: quantile(0.25), high: quantile(0.75) };
  });
}

function runsFor(way: () => void, milliseconds: number): number {
  return Math.max(1, Math.round((milliseconds * 1000) / timeOf(way, 3)));
}

function timeOf(way: () => void, runs: number): number {
  const start = process.hrtime.bigint();
  for (let i = 0; i < runs; i++) way();
  return Number(process.hrtime.bigint() - start) / 1000 / runs;
}
