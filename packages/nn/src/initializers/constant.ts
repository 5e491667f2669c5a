import { type CreateOptions, full, type Shape, type Tensor } from '@pullback/core';

export interface ConstantOptions extends CreateOptions {
  readonly value: number;
}

/**
 * The same value everywhere. For 0 and 1 there are `zeros` and `ones`.
 * @throws DTypeError if the dtype cannot hold it.
 */
export function constant<const S extends Shape>(shape: S, { value, dtype = 'float32' }: ConstantOptions): Tensor<S> {
  return full(shape, value, { dtype });
}
