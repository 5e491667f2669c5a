// What is written: the header, and the tensors in the order of their bytes.

import { type DType, DTypeError, describe, Tensor } from '@pullback/core';
import { quote } from '../quote';
import { CheckpointError } from './checkpointError';
import { METADATA, type Metadata } from './parseHeader';
import { LONGEST_HEADER, PREFIX } from './prefix';

/** What our dtypes are called in the format, in the order in which it stores them: the widest first. */
const DTYPE_NAMES = { float64: 'F64', float32: 'F32', int32: 'I32', bool: 'BOOL' } satisfies Record<DType, string>;
const ORDER = Object.keys(DTYPE_NAMES);

const LONE_SURROGATE = /\p{Surrogate}/u;

/** A file before it is written. */
export interface Layout {
  /** The first eight bytes and the header, padded with spaces to a multiple of eight. */
  readonly head: Uint8Array;
  /** In the order of their bytes. */
  readonly tensors: readonly Tensor[];
  /** The length of the whole file. */
  readonly length: number;
}

/** @throws CheckpointError or DTypeError, in the name of `op`, if there is something that the format cannot hold. */
export function layOut(op: string, tensors: Readonly<Record<string, Tensor>>, metadata: Metadata | undefined): Layout {
  checkRecord(op, 'tensors', tensors);
  if (metadata !== undefined) checkRecord(op, 'metadata', metadata);
  const members = metadata === undefined ? [] : [`"${METADATA}":${textOf(op, metadata)}`];
  const named = Object.entries(tensors);
  for (const [name, tensor] of named) checkNamed(op, name, tensor);
  named.sort(([a, x], [b, y]) => ORDER.indexOf(x.dtype) - ORDER.indexOf(y.dtype) || compare(a, b));
  let end = 0;
  for (const [name, { data, dtype, shape }] of named) {
    const offsets = [end, end + data.byteLength];
    const entry = { dtype: DTYPE_NAMES[dtype], shape, data_offsets: offsets };
    members.push(`${JSON.stringify(name)}:${JSON.stringify(entry)}`);
    end += data.byteLength;
  }
  const head = headOf(op, `{${members.join(',')}}`);
  return { head, tensors: named.map(([, tensor]) => tensor), length: head.length + end };
}

function headOf(op: string, header: string): Uint8Array {
  const bytes = new TextEncoder().encode(header);
  const length = Math.ceil(bytes.length / 8) * 8;
  if (length > LONGEST_HEADER) {
    throw new CheckpointError(op, `a header has at most ${LONGEST_HEADER} bytes, got ${length}. Use shorter names.`);
  }
  const head = new Uint8Array(PREFIX + length).fill(' '.charCodeAt(0));
  new DataView(head.buffer).setBigUint64(0, BigInt(length), true);
  head.set(bytes, PREFIX);
  return head;
}

/** An object of strings, sorted by name; put together by hand, as JavaScript would put names like `7` first. */
function textOf(op: string, metadata: Metadata): string {
  const texts = Object.entries(metadata).sort(([a], [b]) => compare(a, b));
  const members = texts.map(([name, text]) => {
    if (typeof text !== 'string') {
      const reason = `metadata ${quote(name)} must be a string, got ${describe(text)}. Write it as one: String(value).`;
      throw new CheckpointError(op, reason);
    }
    checkText(op, name);
    checkText(op, text);
    return `${JSON.stringify(name)}:${JSON.stringify(text)}`;
  });
  return `{${members.join(',')}}`;
}

function checkRecord(op: string, what: string, record: object): void {
  if (typeof record === 'object' && record !== null && !Array.isArray(record)) return;
  throw new CheckpointError(op, `${what} are given by name, in a record, got ${describe(record)}.`);
}

function checkNamed(op: string, name: string, tensor: Tensor): void {
  if (!(tensor instanceof Tensor)) {
    throw new DTypeError(`${op}: ${quote(name)} must be a tensor, got ${describe(tensor)}.`);
  }
  checkText(op, name);
  if (name === METADATA) {
    throw new CheckpointError(op, `a tensor cannot be called ${METADATA}: that is what the format calls its texts.`);
  }
}

function checkText(op: string, text: string): void {
  if (!LONE_SURROGATE.test(text)) return;
  throw new CheckpointError(op, `names and metadata must be Unicode text, got half a character in ${quote(text)}.`);
}

/** The order of strings by their UTF-8 bytes, which is that of their code points. */
function compare(a: string, b: string): number {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  if (i === a.length || i === b.length) return a.length - b.length;
  return rank(a.charCodeAt(i)) - rank(b.charCodeAt(i));
}

/** Surrogates stand for code points beyond all that take one unit. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
