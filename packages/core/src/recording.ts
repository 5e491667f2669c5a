// The tapes that are recording now, innermost last: with the chosen kernels, and who looks on, all that is global.

import { checkFunction } from './checkFunction';
import { isObserved, showToObservers } from './observing';
import type { TapeNode } from './tapeNode';

/** Something that takes down each node as it is applied. */
export interface Recorder {
  add(node: TapeNode): void;
}

let recorders: readonly Recorder[] = [];

export function isRecording(): boolean {
  return recorders.length > 0;
}

/** Whether anybody wants to know of nodes: a tape, or a check. */
export function wantsNodes(): boolean {
  return recorders.length > 0 || isObserved();
}

/** Shows the node to the checks, and adds it to every tape that is recording. */
export function addToTapes(node: TapeNode): void {
  if (isObserved()) showToObservers(node);
  for (let i = 0; i < recorders.length; i++) recorders[i]!.add(node);
}

/** Runs `fn` while `recorder` records too. One that is recording already goes on: nothing is recorded twice. */
export function recordOn<T>(recorder: Recorder, fn: () => T): T {
  if (recorders.includes(recorder)) return fn();
  return withRecorders([...recorders, recorder], fn);
}

/** Runs `fn` while `recorder` alone records: to every other tape, what it returns is a constant. */
export function recordApart<T>(recorder: Recorder, fn: () => T): T {
  return withRecorders([recorder], fn);
}

/** Runs `fn` without recording it on any tape: what it returns is a constant to all of them. */
export function untracked<T>(fn: () => T): T {
  checkFunction('untracked', fn);
  return withRecorders([], fn);
}

function withRecorders<T>(during: readonly Recorder[], fn: () => T): T {
  const before = recorders;
  recorders = during;
  try {
    return fn();
  } finally {
    recorders = before;
  }
}
