import { formatShape, isSameShape, type Tensor } from '@pullback/core';

/**
 * How a cotangent differs in shape or dtype from the value that it belongs to, `what` being its part of the sentence;
 * undefined if it does not.
 */
export function mismatchOf(what: string, cotangent: Tensor, value: Tensor): string | undefined {
  if (!isSameShape(cotangent.shape, value.shape)) {
    return `${what} shape ${formatShape(cotangent.shape)}, the value has ${formatShape(value.shape)}`;
  }
  return cotangent.dtype === value.dtype ? undefined : `${what} ${cotangent.dtype}, the value has ${value.dtype}`;
}
