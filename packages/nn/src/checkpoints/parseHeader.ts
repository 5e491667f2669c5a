// The header of a safetensors file: what it claims, checked against the length of the data.

import { quote } from '../quote';
import { checkLayout } from './checkLayout';
import { CheckpointError } from './checkpointError';
import { JsonReader } from './jsonReader';
import { STORED_DTYPES, type StoredDType, UNREAD_DTYPES } from './storedDTypes';

/** The name in the header that is no tensor's. */
export const METADATA = '__metadata__';

/** A tensor in the file. */
export interface Entry {
  readonly name: string;
  readonly stored: StoredDType;
  readonly shape: readonly number[];
  /** Where its bytes begin and end, counted from the end of the header. */
  readonly start: number;
  readonly end: number;
}

/** Texts by name. The record has no prototype: what was not stored is undefined, even `constructor`. */
export type Metadata = Readonly<Record<string, string>>;

export interface Header {
  /** Undefined if the file has none. */
  readonly metadata: Metadata | undefined;
  /** In the order of their bytes, which they fill without overlaps or holes. */
  readonly entries: readonly Entry[];
}

const FIELDS = ['dtype', 'shape', 'data_offsets'] as const;

/**
 * `dataLength` is how many bytes follow the header.
 * @throws CheckpointError saying what is wrong.
 */
export function parseHeader(bytes: Uint8Array, dataLength: number): Header {
  const reader = new JsonReader(decodeText(bytes), (reason) => fail(`in the header, ${reason}`));
  let metadata: Record<string, string> | undefined;
  const entries: Entry[] = [];
  reader.object('the header', (name) => {
    if (name === METADATA) metadata = readMetadata(reader);
    else entries.push(readEntry(reader, name));
  });
  reader.end('nothing but space');
  checkLayout(entries, dataLength);
  return { metadata, entries };
}

function decodeText(bytes: Uint8Array): string {
  let text: string;
  try {
    // A byte-order mark is kept, to be refused.
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw fail('the header must be UTF-8, got other bytes');
  }
  if (!text.startsWith('{')) throw fail(`the header must begin with {, got ${text === '' ? 'none' : quote(text[0]!)}`);
  return text;
}

function readMetadata(reader: JsonReader): Record<string, string> {
  const metadata: Record<string, string> = Object.create(null);
  reader.object(METADATA, (name) => {
    metadata[name] = reader.string(`a string for ${quote(name)} in ${METADATA}`);
  });
  return metadata;
}

function readEntry(reader: JsonReader, name: string): Entry {
  const place = `tensor ${quote(name)}`;
  let dtype = '';
  const shape: number[] = [];
  const offsets: number[] = [];
  const found = new Set<string>();
  reader.object(place, (field) => {
    found.add(field);
    if (field === 'dtype') dtype = reader.string(`a string for the dtype of ${place}`);
    else if (field === 'shape') readSizes(reader, `the shape of ${place}`, shape);
    else if (field === 'data_offsets') readSizes(reader, `data_offsets of ${place}`, offsets);
    else throw fail(`${place} has dtype, shape and data_offsets, got ${quote(field)} too`, name);
  });
  const missing = FIELDS.find((field) => !found.has(field));
  if (missing !== undefined) throw fail(`${place} must have ${FIELDS.join(', ')}, got no ${missing}`, name);
  const stored = STORED_DTYPES.get(dtype);
  if (stored === undefined) throw fail(refusal(place, dtype), name);
  if (offsets.length !== 2) throw fail(`${place} must have 2 data_offsets, got ${offsets.length}`, name);
  return { name, stored, shape, start: offsets[0]!, end: offsets[1]! };
}

function readSizes(reader: JsonReader, what: string, sizes: number[]): void {
  reader.array(what, () => sizes.push(reader.size(what)));
}

function refusal(place: string, dtype: string): string {
  const readable = [...STORED_DTYPES.keys()].join(', ');
  return UNREAD_DTYPES.includes(dtype)
    ? `${place} is ${dtype}, which no dtype here can hold. Convert it to one of ${readable}`
    : `${place} must have one of the dtypes ${readable}, got ${quote(dtype)}`;
}

function fail(reason: string, tensor?: string): CheckpointError {
  return new CheckpointError('decodeSafetensors', `${reason}.`, { tensor });
}
