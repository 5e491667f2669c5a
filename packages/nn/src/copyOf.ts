import { Tensor } from '@pullback/core';

/** A tensor of its own with the same numbers. */
export function copyOf({ data, shape, dtype }: Tensor): Tensor {
  return new Tensor(data.slice(), shape, dtype);
}
