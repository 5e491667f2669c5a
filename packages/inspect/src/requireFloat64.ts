import { DTypeError, formatApplication, isFloat, type Tape, type Tensor } from '@pullback/core';

/** @throws DTypeError unless the tensor is float64: with 24 bits, differences over a small step are mostly rounding. */
export function requireFloat64(op: string, tensor: Tensor, name: string): void {
  if (tensor.dtype === 'float64') return;
  throw new DTypeError(
    `${op}: float64 is required, got ${tensor.dtype} for ${name}. In float32 a difference over a small step is mostly ` +
      "rounding, and would blame right gradients. Convert it: cast(x, 'float64').",
  );
}

/** @throws DTypeError if a number that depends on the inputs is float32 on the way. */
export function requireFloat64Between(
  op: string,
  { nodes }: Tape,
  inputs: readonly { readonly tensor: Tensor }[],
): void {
  const dependent = new Set(inputs.map(({ tensor }) => tensor));
  for (const node of nodes) {
    const { output } = node;
    if (!isFloat(output.dtype) || !node.inputs.some((input) => dependent.has(input))) continue;
    requireFloat64(op, output, `the value of '${formatApplication(node)}'`);
    dependent.add(output);
  }
}
