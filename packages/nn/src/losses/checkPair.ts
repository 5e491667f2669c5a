import { DTypeError, describe, formatShape, isFloat, isSameShape, ShapeError, Tensor } from '@pullback/core';

/** What a loss calls its two operands. */
export type Names = readonly [first: string, second: string];

/**
 * @throws ShapeError if the shapes differ: they do not broadcast, where that would hide a mistake.
 * @throws DTypeError unless both are tensors of one float dtype.
 */
export function checkPair(op: string, a: Tensor, b: Tensor, names: Names = ['prediction', 'target']): void {
  checkFloats(op, a, names[0]);
  checkFloats(op, b, names[1]);
  if (!isSameShape(a.shape, b.shape)) {
    throw new ShapeError(
      `${op}: ${names[0]} and ${names[1]} must have one shape, got ${formatShape(a.shape)} and ` +
        `${formatShape(b.shape)}. Bring them together with reshape() or broadcastTo().`,
      [a.shape, b.shape],
    );
  }
  checkOneDType(op, a, b, names);
}

/** @throws DTypeError unless `x` is a tensor of a float dtype. */
export function checkFloats(op: string, x: unknown, name: string): asserts x is Tensor {
  if (!(x instanceof Tensor)) throw new DTypeError(`${op}: ${name} must be a tensor, got ${describe(x)}.`);
  if (isFloat(x.dtype)) return;
  throw new DTypeError(
    `${op}: ${name} must be float32 or float64, got ${x.dtype}. Convert it: cast(${name}, 'float32').`,
  );
}

export function checkOneDType(op: string, a: Tensor, b: Tensor, names: Names): void {
  if (a.dtype === b.dtype) return;
  throw new DTypeError(
    `${op}: ${names[0]} and ${names[1]} must have one dtype, got ${a.dtype} and ${b.dtype}. ` +
      `Convert one: cast(${names[1]}, '${a.dtype}').`,
  );
}
