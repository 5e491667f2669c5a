import type { Tensor } from '@pullback/core';
import { bytesOf } from './encodeSafetensors';
import { checkPath, fileError } from './fileError';
import { layOut } from './layOut';
import type { Metadata } from './parseHeader';
import { replaceFile } from './replaceFile';

/**
 * Writes tensors to a file as `encodeSafetensors` does, one at a time. The file is replaced as a whole: whenever the process
 * or the machine stops, it is the old one or the new one. What it stops in the midst of writing may stay behind beside
 * it, as `<path>.<random>.tmp`.
 * @throws CheckpointError if the file cannot be written; the old one is then as it was. Otherwise as `encodeSafetensors`.
 */
export function saveCheckpoint(path: string, tensors: Readonly<Record<string, Tensor>>, metadata?: Metadata): void {
  checkPath('saveCheckpoint', path);
  const layout = layOut('saveCheckpoint', tensors, metadata);
  try {
    replaceFile(path, parts());
  } catch (error) {
    throw fileError('saveCheckpoint', 'written', path, error);
  }

  function* parts(): Generator<Uint8Array> {
    yield layout.head;
    for (const tensor of layout.tensors) yield bytesOf(tensor);
  }
}
