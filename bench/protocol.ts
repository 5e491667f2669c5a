// What the bench and its contenders, a process each, say to each other: one line of JSON at a time.

import type { Workload } from './workloads/workload';

/** What a contender says first: who it is, or why it cannot take part here. */
export type Greeting = { readonly version: string; readonly notes: string } | { readonly absent: string };

/** Float32 numbers in a file, in row-major order. */
export interface StoredArray {
  readonly file: string;
  readonly shape: readonly number[];
}

/** Run so many steps of the workload, from its first numbers on. */
export interface Request {
  readonly workload: Workload;
  readonly arrays: Readonly<Record<string, StoredArray>>;
  readonly steps: number;
}

/** `value` is what all contenders must agree on: the loss at the last step, or what the workload says. */
export interface Timing {
  readonly seconds: number;
  readonly value: number;
}

/** A contender that lacks something says so; one that breaks says how. */
export type Reply = Timing | { readonly lacks: string } | { readonly failure: string };
