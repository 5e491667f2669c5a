// Tries a law on generated cases, and says how a failure can be seen again.

import { inspect } from 'node:util';
import type { DType, Tensor } from '@pullback/core';
import fc from 'fast-check';
import { type OpName, type Row, table } from '../table';
import { trialOf } from '../trials';
import { type Generate, oneOf, seed } from './choices';
import type { Attempt, Law } from './laws';

/** `npm run test:fresh` gives others. */
const SEED = Number(process.env.SEED ?? 1);
const RUNS = Number(process.env.RUNS ?? 40);

/** An attempt, what it was made of, and what came of it. */
interface Failure extends Attempt {
  readonly error: unknown;
}

/**
 * Tries the law in one of the row's dtypes each time, or in float64 alone.
 * @throws Error with the simplest case found that breaks the law.
 */
export function tryOut(op: OpName, claim: string, law: Law, generate: Generate, dtypes: 'every' | 'float64'): void {
  let failure: Failure | undefined;
  const property = fc.property(fc.gen(), (choose) => {
    const one = generate(choose);
    const trial = trialOf(op, table[op], one);
    const dtype: DType = dtypes === 'every' ? oneOf(choose, ...trial.dtypes) : 'float64';
    const attempt = { trial, rest: one.rest, seed: seed(choose), dtype };
    try {
      law(attempt);
    } catch (error) {
      failure = { ...attempt, error };
      throw error;
    }
  });
  // Another seed for each op and law, lest all the elementwise ops see the same shapes.
  const details = fc.check(property, { seed: seedOf(`${op} ${claim}`), numRuns: RUNS });
  if (!details.failed) return;
  if (failure === undefined)
    throw new Error(`internal: a case of ${op} could not be made.`, { cause: details.errorInstance });
  throw new Error(reportOf(op, claim, failure));
}

function reportOf(op: OpName, claim: string, { trial, seed, dtype, rest, error }: Failure): string {
  return [
    `${trial.title} breaks the law: ${op} ${claim}.`,
    `The call: ${callOf(op, trial.inputs(dtype, seed), rest)}`,
    `Its numbers are those of seed ${seed}.`,
    `Once more: SEED=${SEED} RUNS=${RUNS} npm run test:fresh -- -t '^${op} '`,
    String(error),
  ].join('\n');
}

const COMPLETE = { depth: null, maxArrayLength: null, breakLength: Number.POSITIVE_INFINITY } as const;

/** The call as code. */
function callOf(op: OpName, inputs: readonly Tensor[], rest: readonly unknown[]): string {
  const row: Row = table[op];
  const written = (value: unknown): string => inspect(value, COMPLETE);
  const tensors = inputs.map(
    ({ data, shape, dtype }) => `tensor(${written(Array.from(data))}, ${written({ shape, dtype })})`,
  );
  if (row.call !== undefined) return `table.${op}.call([${tensors.join(', ')}], ${written(rest)})`;
  return `${op}(${[...tensors, ...rest.map(written)].join(', ')})`;
}

function seedOf(name: string): number {
  return Array.from(name).reduce((mixed, letter) => (Math.imul(mixed, 31) + letter.codePointAt(0)!) | 0, SEED);
}
