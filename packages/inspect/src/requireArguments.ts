// What plain JavaScript may pass by mistake, answered in the library's own words.

import { describe, PullbackError, Tape, TapeNode, Tensor } from '@pullback/core';

/** @throws PullbackError if it is no tape. */
export function requireTape(op: string, tape: unknown): void {
  if (!(tape instanceof Tape)) throw new PullbackError(`${op}: a tape is required, got ${describe(tape)}.`);
}

/** @throws PullbackError if it is no node of a tape. */
export function requireNode(op: string, node: unknown): void {
  if (node instanceof TapeNode) return;
  throw new PullbackError(`${op}: a node of a tape is required, got ${describe(node)}. Take one of tape.nodes.`);
}

/** @throws PullbackError if it, which is to be `what`, is no tensor. */
export function requireTensor(op: string, what: string, tensor: unknown): void {
  if (!(tensor instanceof Tensor)) throw new PullbackError(`${op}: ${what} must be a tensor, got ${describe(tensor)}.`);
}

/** @throws PullbackError if it, which is to be `what`, is no function. */
export function requireFunction(op: string, what: string, f: unknown): void {
  if (typeof f !== 'function') throw new PullbackError(`${op}: ${what} must be a function, got ${describe(f)}.`);
}

/** @throws PullbackError if it, which is to be `what`, is no record. */
export function requireRecord(op: string, what: string, record: unknown): void {
  if (typeof record === 'object' && record !== null) return;
  throw new PullbackError(`${op}: ${what} must be a record, got ${describe(record)}.`);
}
