import { DTypeError, type Tensor } from '@pullback/core';

/** @throws DTypeError unless the tensor is float64: with 24 bits, differences over a small step are mostly rounding. */
export function requireFloat64(op: string, tensor: Tensor, name: string): void {
  if (tensor.dtype === 'float64') return;
  throw new DTypeError(
    `${op}: float64 is required, got ${tensor.dtype} for ${name}. In float32 a difference over a small step is mostly ` +
      "rounding, and would blame right gradients. Convert it: cast(x, 'float64').",
  );
}
