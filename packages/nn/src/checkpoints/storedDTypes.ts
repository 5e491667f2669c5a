// The kinds of number of the safetensors format, and what becomes of them here.

import type { DType, Tensor } from '@pullback/core';
import { reorder } from '../byteOrder';

type Data = Tensor['data'];

/** How numbers of one kind are read. */
export interface StoredDType {
  /** Bytes of a number. */
  readonly width: number;
  /** What they become. */
  readonly dtype: DType;
  /**
   * Takes over `buffer`, which holds the numbers in this machine's byte order.
   * @throws NumberError if one of them cannot be held.
   */
  readonly read: (buffer: ArrayBuffer) => Data;
}

/** A number that the dtype cannot hold. */
export class NumberError extends Error {}

/** Those that are read; numbers of each keep their exact value, or are refused. */
export const STORED_DTYPES: ReadonlyMap<string, StoredDType> = new Map<string, StoredDType>([
  ['F64', { width: 8, dtype: 'float64', read: (buffer) => new Float64Array(buffer) }],
  ['F32', { width: 4, dtype: 'float32', read: (buffer) => new Float32Array(buffer) }],
  ['F16', { width: 2, dtype: 'float32', read: (buffer) => fromFloat16(new Uint16Array(buffer)) }],
  ['BF16', { width: 2, dtype: 'float32', read: (buffer) => fromBfloat16(new Uint16Array(buffer)) }],
  ['I64', { width: 8, dtype: 'int32', read: (buffer) => narrow(new BigInt64Array(buffer)) }],
  ['U64', { width: 8, dtype: 'int32', read: (buffer) => narrow(new BigUint64Array(buffer)) }],
  ['I32', { width: 4, dtype: 'int32', read: (buffer) => new Int32Array(buffer) }],
  ['U32', { width: 4, dtype: 'int32', read: (buffer) => narrow(new Uint32Array(buffer)) }],
  ['I16', { width: 2, dtype: 'int32', read: (buffer) => Int32Array.from(new Int16Array(buffer)) }],
  ['U16', { width: 2, dtype: 'int32', read: (buffer) => Int32Array.from(new Uint16Array(buffer)) }],
  ['I8', { width: 1, dtype: 'int32', read: (buffer) => Int32Array.from(new Int8Array(buffer)) }],
  ['U8', { width: 1, dtype: 'int32', read: (buffer) => Int32Array.from(new Uint8Array(buffer)) }],
  ['BOOL', { width: 1, dtype: 'bool', read: (buffer) => checkedMask(new Uint8Array(buffer)) }],
]);

/** Those that the format knows and nothing here corresponds to. */
export const UNREAD_DTYPES: readonly string[] = [
  'F8_E5M2',
  'F8_E4M3',
  'F8_E8M0',
  'F8_E5M2FNUZ',
  'F8_E4M3FNUZ',
  'F6_E2M3',
  'F6_E3M2',
  'F4',
  'C64',
];

/** The numbers of a tensor as they lie in a file. */
export function readNumbers(bytes: Uint8Array, { width, read }: StoredDType): Data {
  return read(reorder(bytes, width, 'little').buffer);
}

/** Half precision: 5 bits of exponent, 10 of fraction. Bits move to their places, so that a NaN keeps its own. */
function fromFloat16(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length);
  const floats = new Float32Array(bits.buffer);
  for (const [i, half] of halves.entries()) {
    const [sign, exponent, fraction] = [half & 0x8000, (half >> 10) & 0x1f, half & 0x3ff];
    if (exponent === 0) floats[i] = (sign ? -1 : 1) * fraction * 2 ** -24;
    else bits[i] = (sign << 16) | ((exponent === 0x1f ? 0xff : exponent + 112) << 23) | (fraction << 13);
  }
  return floats;
}

/** The upper half of a float32. */
function fromBfloat16(halves: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(halves, (half) => half << 16).buffer);
}

function narrow(values: Uint32Array | BigInt64Array | BigUint64Array): Int32Array {
  const narrowed = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    narrowed[i] = Number(value);
    if (narrowed[i] !== Number(value)) {
      throw new NumberError(`int32 holds whole numbers from -2³¹ to 2³¹ - 1, got ${value} at element ${i}`);
    }
  }
  return narrowed;
}

function checkedMask(mask: Uint8Array): Uint8Array {
  const wrong = mask.findIndex((value) => value > 1);
  if (wrong >= 0) throw new NumberError(`bool is stored as 0 or 1, got ${mask[wrong]} at element ${wrong}`);
  return mask;
}
