import type { Tensor } from '@pullback/core';
import { reorder } from '../byteOrder';
import { layOut } from './layOut';
import type { Metadata } from './parseHeader';

/**
 * Writes the safetensors format (github.com/huggingface/safetensors), byte for byte as its own library does. Several texts
 * in the metadata, whose order it leaves to chance, are sorted by name. float32, float64, int32 and bool become F32, F64,
 * I32 and BOOL.
 * @throws CheckpointError if a text is not Unicode, a metadata value is not a string, or a tensor is called `__metadata__`.
 * @throws DTypeError if something is not a tensor.
 */
export function encodeSafetensors(tensors: Readonly<Record<string, Tensor>>, metadata?: Metadata): Uint8Array {
  const layout = layOut('encodeSafetensors', tensors, metadata);
  const bytes = new Uint8Array(layout.length);
  bytes.set(layout.head);
  let end = layout.head.length;
  for (const tensor of layout.tensors) {
    bytes.set(bytesOf(tensor), end);
    end += tensor.data.byteLength;
  }
  return bytes;
}

/** The numbers as they lie in a file. */
export function bytesOf({ data }: Tensor): Uint8Array {
  return reorder(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), data.BYTES_PER_ELEMENT, 'little');
}
