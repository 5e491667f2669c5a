import { DTypeError, formatShape, IndexError, type Shape, type Tensor } from '@pullback/core';
import { checkTensor } from '../operands';

/**
 * Reads every index, each time that an op is called: one outside is an error, never wrapped around or clipped.
 * @throws DTypeError unless the indices are int32.
 * @throws IndexError if one is negative, or not less than the size of the axis.
 */
export function checkIndices(op: string, indices: Tensor, shape: Shape, axis: number): void {
  checkTensor(op, indices);
  if (indices.dtype !== 'int32') {
    throw new DTypeError(`${op}: indices must be int32, got ${indices.dtype}. Convert them: cast(indices, 'int32').`);
  }
  const size = shape[axis]!;
  const outside = indices.data.findIndex((index) => index < 0 || index >= size);
  if (outside >= 0) {
    throw new IndexError(
      `${op}: indices must be ≥ 0 and < ${size} along axis ${axis} of ${formatShape(shape)}, ` +
        `got ${indices.data[outside]} at element ${outside}.`,
    );
  }
}

/** `shape` with the axes of the indices in place of `axis`. */
export function gatheredShape(shape: Shape, indices: Shape, axis: number): Shape {
  return [...shape.slice(0, axis), ...indices, ...shape.slice(axis + 1)];
}
