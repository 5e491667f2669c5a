// The four kinds of number, and the arrays that hold them.

import type { TypedArray } from '@pullback/kernels';
import { DTypeError } from './errors';

/** `float32` unless asked otherwise; `int32` is for indices and labels, `bool` for masks (held as 0 and 1). */
export type DType = 'float32' | 'float64' | 'int32' | 'bool';

export const DEFAULT_DTYPE: DType = 'float32';

/** A zeroed array of `size` elements. */
export function allocate(dtype: DType, size: number): TypedArray {
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
      throw new DTypeError(`dtype: must be float32, float64, int32 or bool, got ${JSON.stringify(dtype)}.`);
  }
}

/** Whether gradients exist for this kind of number. */
export function isFloat(dtype: DType): boolean {
  return dtype === 'float32' || dtype === 'float64';
}
