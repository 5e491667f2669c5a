import { describe } from './describe';
import { PullbackError } from './errors';

/** @throws PullbackError unless `fn` is a function: a value alone does not say how it was computed. */
export function checkFunction(op: string, fn: unknown): void {
  if (typeof fn === 'function') return;
  throw new PullbackError(`${op}: a function is required, got ${describe(fn)}. Pass one that computes the value.`);
}
