// Storage for tensors. An array of its own costs JavaScript engines about 0.4 µs once it is longer than a few numbers,
// so short ones are cut from slabs, which are never used twice and are freed with the last array cut from them.

import type { TypedArray } from '@pullback/kernels';
import { spell } from './describe';
import type { DType } from './dtype';
import { DTypeError, ShapeError } from './errors';

/** The longest array that is cut from a slab, and a slab, in bytes: what one small tensor can keep from being freed. */
const CUT_UP_TO = 1024;
const SLAB = 8192;
/** Arrays up to this size live among ordinary objects (in V8), which is cheaper still. */
const ON_HEAP = 64;

let slab = new ArrayBuffer(SLAB);
let used = 0;

/**
 * A zeroed array of `size` elements. Its `buffer` may hold other arrays too.
 * @throws ShapeError if there is no memory for it.
 */
export function allocate(dtype: DType, size: number): TypedArray {
  if (dtype === 'float32' && isCut(size * 4)) return new Float32Array(slab, cut(size * 4), size);
  if (dtype === 'float64' && isCut(size * 8)) return new Float64Array(slab, cut(size * 8), size);
  try {
    return allocateAlone(dtype, size);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ShapeError(
      `allocate: there is no memory for ${size} numbers of ${dtype} in one tensor. Use smaller sizes.`,
    );
  }
}

function allocateAlone(dtype: DType, size: number): TypedArray {
  switch (dtype) {
    case 'float32':
      return new Float32Array(size);
    case 'float64':
      return new Float64Array(size);
    case 'int32':
      return new Int32Array(size);
    case 'bool':
      return new Uint8Array(size);
    default:
      throw new DTypeError(`dtype: must be float32, float64, int32 or bool, got ${spell(dtype)}.`);
  }
}

/** Whether an array of so many bytes comes from a slab; if so, makes sure that the slab has room. */
function isCut(bytes: number): boolean {
  if (bytes <= ON_HEAP || bytes > CUT_UP_TO) return false;
  if (used + bytes > SLAB) {
    slab = new ArrayBuffer(SLAB);
    used = 0;
  }
  return true;
}

/** Takes bytes from the slab, in eights so that the next array is aligned; returns where they start. */
function cut(bytes: number): number {
  const start = used;
  used += (bytes + 7) & ~7;
  return start;
}
