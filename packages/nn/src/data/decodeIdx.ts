// The IDX format, in which MNIST is handed out: two bytes 0, the type of the numbers, the rank, the sizes, the numbers.

import { type DType, describe, formatShape, Tensor } from '@pullback/core';
import { reorder } from '../byteOrder';
import { DataError } from './dataError';

interface IdxType {
  readonly width: number;
  readonly dtype: DType;
  /** Takes over numbers in this machine's byte order. */
  readonly read: (buffer: ArrayBuffer) => Tensor['data'];
}

const TYPES: ReadonlyMap<number, IdxType> = new Map<number, IdxType>([
  [0x08, { width: 1, dtype: 'int32', read: (buffer) => Int32Array.from(new Uint8Array(buffer)) }],
  [0x09, { width: 1, dtype: 'int32', read: (buffer) => Int32Array.from(new Int8Array(buffer)) }],
  [0x0b, { width: 2, dtype: 'int32', read: (buffer) => Int32Array.from(new Int16Array(buffer)) }],
  [0x0c, { width: 4, dtype: 'int32', read: (buffer) => new Int32Array(buffer) }],
  [0x0d, { width: 4, dtype: 'float32', read: (buffer) => new Float32Array(buffer) }],
  [0x0e, { width: 8, dtype: 'float64', read: (buffer) => new Float64Array(buffer) }],
]);

/** What the first bytes say. */
export interface IdxHeader {
  readonly type: IdxType;
  readonly shape: readonly number[];
  /** Where the numbers begin. */
  readonly start: number;
  /** How long the file must be. */
  readonly length: number;
}

/** @throws DataError in the name of `op`. */
export function parseIdxHeader(op: string, bytes: Uint8Array): IdxHeader {
  const [first, second, code = 0, rank = 0] = bytes;
  if (isGzip(bytes)) throw new DataError(op, 'the IDX file is compressed. Give it to fromIdx() or readIdx().');
  if (bytes.length < 4 || first !== 0 || second !== 0) {
    const got = bytes.length === 0 ? 'none' : [...bytes.subarray(0, 4)].map(hex).join(' ');
    throw new DataError(op, `an IDX file begins with 00 00, a type and a rank, got ${got}.`);
  }
  const type = TYPES.get(code);
  if (type === undefined) {
    throw new DataError(
      op,
      `the type of the numbers is one of ${[...TYPES.keys()].map(hex).join(', ')}, got ${hex(code)}.`,
    );
  }
  const start = 4 + 4 * rank;
  if (bytes.length < start) {
    throw new DataError(op, `a header of rank ${rank} has ${start} bytes, got ${bytes.length}.`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, start);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const length = start + shape.reduce((product, size) => product * size, type.width);
  if (!Number.isSafeInteger(length))
    throw new DataError(op, `${formatShape(shape)} has more elements than can be counted.`);
  return { type, shape, start, length };
}

/**
 * The tensor of an IDX file. Bytes and whole numbers of any width become int32, floats float32, doubles float64.
 *
 * Nothing is allocated before the sizes agree with the length of the file.
 * @throws DataError saying what is wrong.
 */
export function decodeIdx(bytes: Uint8Array): Tensor {
  return readIdxNumbers('decodeIdx', bytes);
}

/** `decodeIdx` in the name of `op`. */
export function readIdxNumbers(op: string, bytes: Uint8Array): Tensor {
  if (!(bytes instanceof Uint8Array)) {
    throw new DataError(op, `bytes in a Uint8Array are required, got ${describe(bytes)}.`);
  }
  const { type, shape, start, length } = parseIdxHeader(op, bytes);
  if (bytes.length !== length) {
    throw new DataError(op, `a file of shape ${formatShape(shape)} has ${length} bytes, got ${bytes.length}.`);
  }
  return new Tensor(type.read(reorder(bytes.subarray(start), type.width, 'big').buffer), shape, type.dtype);
}

/** Whether the bytes begin as those of gzip do. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
