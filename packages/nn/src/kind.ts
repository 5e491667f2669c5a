import { describe, formatShape, Tensor } from '@pullback/core';

/** In an error: `[2, 3] float32`, or what there is in place of a tensor. */
export function kind(value: unknown): string {
  return value instanceof Tensor ? `${formatShape(value.shape)} ${value.dtype}` : describe(value);
}
