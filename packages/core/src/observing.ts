// Who looks on, while a check runs: at every op as it is applied, tracked or not, and at whoever reads a node's rules.

import { checkFunction } from './checkFunction';
import { PullbackError } from './errors';
import type { TapeNode } from './tapeNode';
import type { Tensor } from './tensor';

/** What somebody does with a node that was recorded earlier. */
export interface Reading {
  readonly node: TapeNode;
  readonly rule: 'pullback' | 'pushforward' | 'replay';
  /** The input whose pullback or pushforward runs; undefined while those of all are made, or their results added. */
  readonly input: number | undefined;
}

/** A check. What it throws, the op or the reader throws. */
export interface Observer {
  /** Sees a node when its output has been computed; `reading` is what it is computed for, undefined in forward. */
  applied(node: TapeNode, reading: Reading | undefined): void;
  /** Sees a node that is about to be read. */
  reads(reading: Reading): void;
}

let observers: readonly Observer[] = [];
/** The innermost reading under way. */
let current: Reading | undefined;

export function isObserved(): boolean {
  return observers.length > 0;
}

/** Shows the node to all who look on. */
export function showToObservers(node: TapeNode): void {
  for (let i = 0; i < observers.length; i++) observers[i]!.applied(node, current);
}

/**
 * Runs `fn` while `observer` looks on too.
 * @throws PullbackError if `fn` is asynchronous: what runs later cannot be told apart from what others do.
 */
export function observe<T>(check: string, observer: Observer, fn: () => T): T {
  checkFunction(check, fn);
  const before = observers;
  observers = [...observers, observer];
  let result: T;
  try {
    result = fn();
  } finally {
    observers = before;
  }
  if (result instanceof Promise) {
    // Whatever becomes of it, this error is the one to see.
    result.catch(() => undefined);
    throw new PullbackError(`${check}: fn must be synchronous, got a promise. Await the data first, then check.`);
  }
  return result;
}

/** Runs what reads a node, seen by all who look on. */
export function observed<T>(reading: Reading, run: () => T): T {
  const before = current;
  current = reading;
  try {
    for (const observer of observers) observer.reads(reading);
    return run();
  } finally {
    current = before;
  }
}

/** The rules that `make` gives for a node, each of which is seen when it runs. */
export function observedRules<R extends (given: Tensor) => Tensor>(
  node: TapeNode,
  rule: 'pullback' | 'pushforward',
  make: () => readonly (R | null)[],
): readonly (((given: Tensor) => Tensor) | null)[] {
  const rules = observed({ node, rule, input: undefined }, make);
  return rules.map((run, input) => run && ((given) => observed({ node, rule, input }, () => run(given))));
}
