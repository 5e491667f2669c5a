// Workloads on all contenders: agree first, warm up, then take turns.

import { Contender, type ContenderCommand } from './contender';
import type { Request, Timing } from './protocol';
import { type Spread, spreadOf } from './statistics';
import type { StoredWorkload } from './store';

export interface Pace {
  /** Samples of each contender. */
  readonly rounds: number;
  /** Seconds that each contender runs before it is measured. */
  readonly warmUp: number;
  /** Seconds that a sample should last; at least one step. */
  readonly sample: number;
  /** Seconds that the samples of one contender may take, once it has LEAST_SAMPLES. */
  readonly budget: number;
  /** Seconds that a single reply may take. */
  readonly patience: number;
}

/** Seconds a step, or for the workload `memory` bytes a node. */
export interface Row extends Spread {
  readonly contender: string;
  readonly samples: readonly number[];
  readonly stepsPerSample: number;
}

/** Why a contender has no row. An error is one that should have had one. */
export interface LeftOut {
  readonly contender: string;
  readonly reason: string;
  readonly isError: boolean;
}

export interface Measurement {
  readonly workload: StoredWorkload['workload'];
  readonly rows: readonly Row[];
  readonly leftOut: readonly LeftOut[];
}

/** Values of two contenders agree if they differ by less than this, relative to the first's. */
export const TOLERANCE = 1e-4;
/** Values are compared after one step, which is forward alone, and after some, which take every gradient in. */
const CHECKED_STEPS = [1, 4];
/** Quartiles of fewer would mean nothing. */
const LEAST_SAMPLES = 3;
/** Steps of a sample may grow so much from one call of the warm-up to the next. */
const GROWTH = 16;

interface Runner {
  readonly id: string;
  readonly stored: StoredWorkload;
  readonly contender: Contender;
  readonly samples: number[];
  steps: number;
  spent: number;
}

class Lack extends Error {}

/**
 * Measures workloads that are to be compared with each other: they take turns too, in processes of their own. The first
 * contender is the one that others must agree with.
 */
export async function measure(
  batch: readonly StoredWorkload[],
  commands: readonly ContenderCommand[],
  pace: Pace,
): Promise<readonly Measurement[]> {
  const pairs = commands.flatMap((command) => batch.map((stored) => ({ command, stored })));
  const started = await Promise.all(
    pairs.map(async ({ command, stored }): Promise<Runner> => {
      const { contender } = await Contender.start(command, pace.patience);
      return { id: command.id, stored, contender, samples: [], steps: 1, spent: 0 };
    }),
  );
  const leftOut = new Map(batch.map((stored): [StoredWorkload, LeftOut[]] => [stored, []]));
  const expected = new Map<StoredWorkload, readonly number[]>();

  /** Those for which `act` goes well; the others are left out. */
  const those = async (runners: readonly Runner[], act: (runner: Runner) => Promise<void>): Promise<Runner[]> => {
    const able: Runner[] = [];
    for (const runner of runners) {
      try {
        await act(runner);
        able.push(runner);
      } catch (error) {
        const { message } = error as Error;
        leftOut.get(runner.stored)!.push({ contender: runner.id, reason: message, isError: !(error instanceof Lack) });
      }
    }
    return able;
  };

  try {
    let runners = await those(started, async (runner) => {
      const values = [];
      for (const steps of CHECKED_STEPS) values.push((await run(runner, steps)).value);
      if (isTimed(runner)) expected.set(runner.stored, agreed(expected.get(runner.stored), values));
    });
    runners = await those(runners, async (runner) => {
      if (isTimed(runner)) await warmUp(runner, pace);
    });
    for (let round = 0; round < pace.rounds; round++) {
      // Another one begins each time: whoever follows a slow one finds a colder cache.
      const first = round % Math.max(1, runners.length);
      const order = [...runners.slice(first), ...runners.slice(0, first)];
      const able = await those(order, async (runner) => {
        if (runner.samples.length >= LEAST_SAMPLES && runner.spent > pace.budget) return;
        const { seconds, value } = await run(runner, runner.steps);
        runner.samples.push(isTimed(runner) ? seconds / runner.steps : value);
        runner.spent += seconds;
      });
      runners = runners.filter((runner) => able.includes(runner));
    }
    return batch.map((stored) => ({
      workload: stored.workload,
      rows: runners.filter((runner) => runner.stored === stored).map(rowOf),
      leftOut: leftOut.get(stored)!,
    }));
  } finally {
    await Promise.all(started.map(({ contender }) => contender.stop()));
  }
}

function isTimed({ stored }: Runner): boolean {
  return stored.workload.work.kind !== 'memory';
}

async function run({ contender, stored: { workload, arrays } }: Runner, steps: number): Promise<Timing> {
  const reply = await contender.ask({ workload, arrays, steps } satisfies Request);
  if ('lacks' in reply) throw new Lack(reply.lacks);
  if ('failure' in reply) throw new Error(reply.failure);
  if (!Number.isFinite(reply.value)) throw new Error(`the value after ${steps} steps is not finite`);
  return reply;
}

/**
 * The values that everybody has to have.
 * @throws Error if `values` are others.
 */
export function agreed(expected: readonly number[] | undefined, values: readonly number[]): readonly number[] {
  if (expected === undefined) return values;
  for (const [i, value] of values.entries()) {
    const difference = Math.abs(value - expected[i]!) / Math.abs(expected[i]!);
    if (!(difference < TOLERANCE)) {
      throw new Error(`the value after ${CHECKED_STEPS[i]} steps is ${value}, where others have ${expected[i]}`);
    }
  }
  return expected;
}

async function warmUp(runner: Runner, pace: Pace): Promise<void> {
  let spent = 0;
  do {
    const { seconds } = await run(runner, runner.steps);
    spent += seconds;
    const wanted = Math.round((runner.steps * pace.sample) / seconds);
    runner.steps = Math.max(1, Math.min(wanted, runner.steps * GROWTH));
  } while (spent < pace.warmUp);
}

function rowOf({ id, samples, steps }: Runner): Row {
  return { contender: id, ...spreadOf(samples), samples, stepsPerSample: steps };
}
