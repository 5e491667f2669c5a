// The states of generators as tensors.

import { Tensor } from '@pullback/core';
import { CheckpointError } from './checkpointError';

/** 128 bits. */
const WORDS = 4;

/** All bits of the state of a generator, int32 `[4]`. */
export function packGenerator(state: readonly number[]): Tensor {
  return new Tensor(Int32Array.from(state), [WORDS], 'int32');
}

/**
 * What `setState` takes, out of what `packGenerator` gave.
 * @throws CheckpointError in the name of `op`, unless it can be the state of a generator.
 */
export function unpackGenerator(op: string, name: string, state: Tensor): readonly number[] {
  // From there every number is 0.
  if (state.data.every((word) => word === 0)) {
    throw new CheckpointError(op, `the state of a generator is never 0 in all bits, but that of '${name}' is.`, {
      tensor: name,
    });
  }
  return [...state.data];
}
