// Broadcasting of one operand to an output, where rows and what repeats along them say it all.

import type { NdArray } from '../ndArray';

/** How an operand is read, of which a row serves so many elements of the output. */
export interface Rows {
  readonly count: number;
  /** How many elements further the next row begins: 0 if each is the same again. */
  readonly step: number;
  /** Whether a row is one element, for all that it serves. */
  readonly isStretched: boolean;
}

/** The rows of `x`, or null where it takes more than rows to say how it is stretched. */
export function rowsOf({ shape, data }: NdArray, output: NdArray): Rows | null {
  const size = output.data.length;
  if (data.length === 1) return { count: size, step: 0, isStretched: true };
  const missing = output.shape.length - shape.length;
  const sizeAt = (axis: number): number => (axis < missing ? 1 : shape[axis - missing]!);
  let axis = output.shape.length - 1;
  const isStretched = sizeAt(axis) !== output.shape[axis];
  // The last axes are all as they are, or all stretched.
  let count = 1;
  while (axis >= 0 && (isStretched ? sizeAt(axis) === 1 : sizeAt(axis) === output.shape[axis])) {
    count *= output.shape[axis--]!;
  }
  // Those before them must be the opposite.
  for (; axis >= 0; axis--) if (sizeAt(axis) !== (isStretched ? output.shape[axis] : 1)) return null;
  return { count, step: isStretched ? 1 : 0, isStretched };
}
