import { describe, Tensor } from '@pullback/core';
import { quote } from '../quote';
import { CheckpointError } from './checkpointError';
import { type Entry, type Metadata, parseHeader } from './parseHeader';
import { headerLength, PREFIX } from './prefix';
import { NumberError, readNumbers } from './storedDTypes';

/** Tensors by name. The record has no prototype: what was not stored is undefined, even `constructor`. */
export type TensorRecord = Readonly<Record<string, Tensor>>;

/** What a safetensors file holds. */
export interface Checkpoint {
  readonly tensors: TensorRecord;
  /** Undefined if the file has none. */
  readonly metadata: Metadata | undefined;
}

/**
 * Reads the safetensors format (github.com/huggingface/safetensors). The bytes may come from anybody: nothing is allocated
 * on their say-so, and whatever is not exactly in order is refused, even where the format's own library lets it pass.
 *
 * F32, F64, I32 and BOOL become float32, float64, int32 and bool. Others are read where no value changes: F16 and BF16 as
 * float32; I8, U8, I16 and U16 as int32, and so U32, I64 and U64 if all their values fit. Complex numbers and floats of 8
 * bits or less are refused by name.
 * @throws CheckpointError saying what is wrong, if anything is.
 */
export function decodeSafetensors(bytes: Uint8Array): Checkpoint {
  if (!(bytes instanceof Uint8Array)) {
    throw new CheckpointError('decodeSafetensors', `bytes in a Uint8Array are required, got ${describe(bytes)}.`);
  }
  const start = PREFIX + headerLength(bytes.subarray(0, PREFIX), bytes.length);
  const data = bytes.subarray(start);
  const { metadata, entries } = parseHeader(bytes.subarray(PREFIX, start), data.length);
  const tensors: Record<string, Tensor> = Object.create(null);
  for (const entry of entries) tensors[entry.name] = readTensor(entry, data.subarray(entry.start, entry.end));
  return { tensors, metadata };
}

/**
 * The tensor of an entry, out of its bytes.
 * @throws CheckpointError if a number has no place in the dtype that is read into.
 */
export function readTensor({ name, stored, shape }: Entry, bytes: Uint8Array): Tensor {
  try {
    return new Tensor(readNumbers(bytes, stored), shape, stored.dtype);
  } catch (error) {
    if (!(error instanceof NumberError)) throw error;
    throw new CheckpointError('decodeSafetensors', `tensor ${quote(name)}: ${error.message}.`, { tensor: name });
  }
}
