import { constants, gunzipSync } from 'node:zlib';
import { DEFAULT_DTYPE, type DType, type Tensor } from '@pullback/core';
import { cast } from '@pullback/ops';
import { DataError } from './dataError';
import { Dataset } from './dataset';
import { isGzip, parseIdxHeader, readIdxNumbers } from './decodeIdx';
import { readFile } from './readFile';

export interface IdxOptions {
  /** What inputs become; float32 if not given. */
  readonly dtype?: DType | undefined;
}

/** As much of a compressed file as surely holds the header. */
const BEGINNING = 4096;
/** How many times longer inflate can make its input (RFC 1951: 258 bytes out of two bits), rounded up. */
const LARGEST_RATIO = 1033;

/**
 * Inputs and targets out of two IDX files, compressed by gzip or not: those of MNIST, for example. Inputs become float32;
 * targets stay what they are, int32 for labels.
 * @throws DataError if a file is not in order.
 * @throws ShapeError unless both have the same number of rows.
 */
export function fromIdx(inputs: Uint8Array, targets: Uint8Array, options: IdxOptions = {}): Dataset {
  return datasetOf(decode('fromIdx', inputs), decode('fromIdx', targets), options);
}

/**
 * `fromIdx` for the files at these paths.
 * @throws DataError if a file cannot be read, or is not in order.
 * @throws ShapeError unless both have the same number of rows.
 */
export function readIdx(inputs: string, targets: string, options: IdxOptions = {}): Dataset {
  return datasetOf(decodeFile(inputs), decodeFile(targets), options);
}

function datasetOf(inputs: Tensor, targets: Tensor, { dtype = DEFAULT_DTYPE }: IdxOptions): Dataset {
  return new Dataset(inputs.dtype === dtype ? inputs : cast(inputs, dtype), targets);
}

function decodeFile(path: string): Tensor {
  return readFile('readIdx', path, (bytes) => decode('readIdx', bytes));
}

function decode(op: string, bytes: Uint8Array): Tensor {
  return readIdxNumbers(op, bytes instanceof Uint8Array && isGzip(bytes) ? inflate(op, bytes) : bytes);
}

/** No more is inflated than the header, looked at first, says that there is, and it cannot say more than there may be. */
function inflate(op: string, bytes: Uint8Array): Uint8Array {
  try {
    const beginning = gunzipSync(bytes.subarray(0, BEGINNING), { finishFlush: constants.Z_SYNC_FLUSH });
    const { length } = parseIdxHeader(op, beginning);
    if (length > bytes.length * LARGEST_RATIO) {
      throw new DataError(op, `${bytes.length} compressed bytes cannot hold the ${length} that the header claims.`);
    }
    return gunzipSync(bytes, { maxOutputLength: length });
  } catch (error) {
    if (error instanceof DataError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ERR_BUFFER_TOO_LARGE' ? 'there are more bytes than the header claims' : message;
    throw new DataError(op, `the gzip file is not in order: ${reason}.`, { cause: error });
  }
}
