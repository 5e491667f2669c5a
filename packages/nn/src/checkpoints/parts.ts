// Records of tensors in one record, told apart by prefixes.

import type { Tensor } from '@pullback/core';
import type { TensorRecord } from './decodeSafetensors';

/** One record of all: `model.` before the names in the part `model`. */
export function joinParts(parts: Readonly<Record<string, TensorRecord>>): TensorRecord {
  const joined = emptyRecord();
  for (const [part, tensors] of Object.entries(parts)) {
    for (const [name, tensor] of Object.entries(tensors)) joined[`${part}.${name}`] = tensor;
  }
  return joined;
}

/**
 * What stands under a prefix, such as the weights alone in the checkpoint of a training:
 * `loadInto(model.state(), partOf(loadCheckpoint(path).tensors, 'model'))`. Empty if nothing does.
 */
export function partOf(tensors: TensorRecord, part: string): TensorRecord {
  const found = emptyRecord();
  const prefix = `${part}.`;
  for (const [name, tensor] of Object.entries(tensors)) {
    if (name.startsWith(prefix)) found[name.slice(prefix.length)] = tensor;
  }
  return found;
}

/** Without a prototype, so that a name can be any. */
function emptyRecord(): Record<string, Tensor> {
  return Object.create(null);
}
