// The loop of a contender's process: a request on standard input, a reply on standard output.

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Greeting, Reply, Request } from '../protocol';
import type { Kind, WorkOf } from '../workloads/workload';

export interface Numbers {
  readonly data: Float32Array<ArrayBuffer>;
  readonly shape: readonly number[];
}

export type Arrays<Name extends string = string> = Readonly<Record<Name, Numbers>>;

/** A workload made ready by a contender. Only `step` is timed. */
export interface Prepared {
  /** Goes back to the first numbers. */
  reset(): void;
  step(): void | Promise<void>;
  /** What contenders must agree on, after the last step. */
  value(): number | Promise<number>;
}

/** How a contender does each kind of work. A string says why it does not. */
export type Rules = {
  // biome-ignore lint/suspicious/noExplicitAny: each rule knows the names of its arrays.
  readonly [K in Kind]: string | ((work: WorkOf<K>, arrays: any) => Prepared);
};

export async function serve(greeting: Greeting, rules: Rules): Promise<void> {
  say(greeting);
  const prepared = new Map<string, Prepared | string>();
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line) as Request;
    const { name } = request.workload;
    try {
      if (!prepared.has(name)) prepared.set(name, prepare(request, rules));
      const ready = prepared.get(name)!;
      say(typeof ready === 'string' ? { lacks: ready } : await run(ready, request.steps));
    } catch (error) {
      say({ failure: String(error instanceof Error ? error.message : error) });
    }
  }
}

/** Σ (1 + i mod 7) xᵢ, which a transposed result would not pass. */
export function checksum(data: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += (1 + (i % 7)) * data[i]!;
  return sum;
}

export function sumOfSquares(data: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i]! ** 2;
  return sum;
}

function prepare({ workload: { work }, arrays }: Request, rules: Rules): Prepared | string {
  const rule = rules[work.kind] as string | ((work: unknown, arrays: Arrays) => Prepared);
  if (typeof rule === 'string') return rule;
  const loaded = Object.entries(arrays).map(([name, { file, shape }]) => {
    const { buffer, byteOffset, byteLength } = readFileSync(file);
    return [name, { data: new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer), shape }];
  });
  return rule(work, Object.fromEntries(loaded));
}

async function run(ready: Prepared, steps: number): Promise<Reply> {
  ready.reset();
  const start = process.hrtime.bigint();
  for (let i = 0; i < steps; i++) {
    // To await what is no promise costs a turn of the loop of events.
    const pending = ready.step();
    if (pending !== undefined) await pending;
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return { seconds, value: await ready.value() };
}

function say(message: Greeting | Reply): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
