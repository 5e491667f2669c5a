import { formatShape, ShapeError, type Tensor } from '@pullback/core';
import type { Labels } from './einsumExpression';

/** A label's size, and the operand that it was found in. */
interface Found {
  readonly size: number;
  readonly operand: number;
}

/**
 * The size of every label: of those of `...` the one that axes of size 1 stretch to.
 * @throws ShapeError if a letter has two sizes, or what `...` stands for does not broadcast.
 */
export function labelSizes(operands: Labels['operands'], tensors: readonly Tensor[]): ReadonlyMap<string, number> {
  const found = new Map<string, Found>();
  for (const [operand, labels] of operands.entries()) {
    for (const [axis, label] of labels.entries()) {
      const here = { size: tensors[operand]!.shape[axis]!, operand };
      const before = found.get(label);
      const canStretch = label.startsWith('.');
      if (before === undefined || (canStretch && before.size === 1)) found.set(label, here);
      else if (before.size !== here.size && !(canStretch && here.size === 1)) throw clash(label, before, here, tensors);
    }
  }
  return new Map([...found].map(([label, { size }]) => [label, size]));
}

function clash(label: string, a: Found, b: Found, tensors: readonly Tensor[]): ShapeError {
  const shapes = [tensors[a.operand]!.shape, tensors[b.operand]!.shape];
  const [first, second] = shapes.map(formatShape) as [string, string];
  const where =
    a.operand === b.operand
      ? `${first} as operand ${a.operand}`
      : `${first} as operand ${a.operand} and ${second} as operand ${b.operand}`;
  const required = label.startsWith('.') ? "the axes of '...' must broadcast" : `every '${label}' must have one size`;
  const advice = label.startsWith('.') ? 'Only axes of size 1 are repeated.' : 'Use another letter for another axis.';
  return new ShapeError(`einsum: ${required}, got ${where} (${a.size} ≠ ${b.size}). ${advice}`, shapes);
}
