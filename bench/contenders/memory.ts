// What a tape keeps, in bytes.

import type { Tape } from '@pullback/core';

/** Heap and arrays that are held while the tape is, a node of it. Needs `node --expose-gc`. */
export function bytesPerNode(record: () => Tape, nodes: number): number {
  const before = bytesHeld();
  const tape = record();
  const after = bytesHeld();
  // Read here, so that it is alive until then.
  if (tape.nodes.length < nodes) throw new Error('internal: fewer nodes than were recorded.');
  return (after - before) / nodes;
}

function bytesHeld(): number {
  // Twice: arrays are freed after the objects that own them.
  global.gc!();
  global.gc!();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
