// The four kinds of number.

/** `float32` unless asked otherwise; `int32` is for indices and labels, `bool` for masks (held as 0 and 1). */
export type DType = 'float32' | 'float64' | 'int32' | 'bool';

export const DEFAULT_DTYPE: DType = 'float32';

/** Whether gradients exist for this kind of number. */
export function isFloat(dtype: DType): boolean {
  return dtype === 'float32' || dtype === 'float64';
}
