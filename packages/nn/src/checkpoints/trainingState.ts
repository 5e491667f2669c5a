// A whole training state as one record of tensors, told apart by prefixes, and back.

import { describe, formatShape, Random, Tensor } from '@pullback/core';
import { quote } from '../quote';
import { CheckpointError } from './checkpointError';
import type { TensorRecord } from './decodeSafetensors';

/** What training goes on from. */
export interface TrainingState {
  readonly model: TensorRecord;
  readonly optimizer?: TensorRecord | undefined;
  readonly random?: Random | undefined;
}

const RANDOM = 'random';
const PARTS = ['model', 'optimizer'] as const;
/** The generator's state: 128 bits. */
const WORDS = 4;

/** One record: `model.` before the names of the model's tensors, `optimizer.` before the optimizer's, and `random`. */
export function packTrainingState({ model, optimizer = {}, random }: TrainingState): TensorRecord {
  const packed: Record<string, Tensor> = Object.create(null);
  for (const [name, tensor] of Object.entries(model)) packed[`model.${name}`] = tensor;
  for (const [name, tensor] of Object.entries(optimizer)) packed[`optimizer.${name}`] = tensor;
  if (random !== undefined) packed[RANDOM] = packRandom(random);
  return packed;
}

/**
 * What `packTrainingState` put together. The optimizer's part is empty, and the generator undefined, if there was none.
 * @throws CheckpointError if a name has none of the prefixes, or the state is no generator's.
 */
export function unpackTrainingState(tensors: TensorRecord): TrainingState & { readonly optimizer: TensorRecord } {
  const parts = { model: emptyRecord(), optimizer: emptyRecord() };
  let random: Random | undefined;
  for (const [name, tensor] of Object.entries(tensors)) {
    const part = PARTS.find((prefix) => name.startsWith(`${prefix}.`));
    if (part !== undefined) parts[part][name.slice(part.length + 1)] = tensor;
    else if (name === RANDOM) random = unpackRandom(tensor);
    else throw fail(`names must begin with 'model.' or 'optimizer.', or be 'random', got ${quote(name)}.`, name);
  }
  return { ...parts, random };
}

/** All bits of a generator's state, int32 `[4]`. */
function packRandom(random: Random): Tensor {
  return new Tensor(Int32Array.from(random.getState()), [WORDS], 'int32');
}

function unpackRandom(state: Tensor): Random {
  const isState = state.dtype === 'int32' && state.rank === 1 && state.size === WORDS;
  if (!isState) {
    const got = state instanceof Tensor ? `${formatShape(state.shape)} ${state.dtype}` : describe(state);
    throw fail(`the state of a generator is [${WORDS}] int32, got ${got}.`, RANDOM);
  }
  // From there every number is 0.
  if (state.data.every((word) => word === 0)) throw fail('the state of a generator is never 0 in all bits.', RANDOM);
  return Random.restore([...state.data]);
}

function emptyRecord(): Record<string, Tensor> {
  return Object.create(null);
}

function fail(reason: string, tensor: string): CheckpointError {
  return new CheckpointError('unpackTrainingState', reason, { tensor });
}
