// What layers require: of their sizes when they are made, and of tensors when they are used.

import {
  DTypeError,
  describe,
  formatShape,
  PullbackError,
  type Shape,
  ShapeError,
  spell,
  Tensor,
} from '@pullback/core';

/** @throws ShapeError unless `size` is a whole number ≥ 1. */
export function checkSize(layer: string, name: string, size: unknown): void {
  if (Number.isInteger(size) && (size as number) >= 1) return;
  throw new ShapeError(`${layer}: ${name} must be a whole number ≥ 1, got ${spell(size)}.`);
}

/** @throws PullbackError unless `value` is a finite number > 0. */
export function checkPositive(layer: string, name: string, value: unknown): void {
  if (Number.isFinite(value) && (value as number) > 0) return;
  throw new PullbackError(`${layer}: ${name} must be a finite number > 0, got ${describe(value)}.`);
}

/** @throws PullbackError unless `value` is a number from 0 to 1. */
export function checkShare(layer: string, name: string, value: unknown): void {
  if (typeof value === 'number' && value >= 0 && value <= 1) return;
  throw new PullbackError(`${layer}: ${name} must be a number from 0 to 1, got ${describe(value)}.`);
}

/** @throws DTypeError unless `x` is a tensor. */
export function checkTensor(layer: string, x: unknown, name = 'x'): asserts x is Tensor {
  if (!(x instanceof Tensor)) throw new DTypeError(`${layer}: ${name} must be a tensor, got ${describe(x)}.`);
}

/** @throws ShapeError unless the last axes of `x` have the sizes of `end`. */
export function checkLastAxes(layer: string, x: Tensor, end: Shape): void {
  const offset = x.rank - end.length;
  if (end.every((size, axis) => x.shape[offset + axis] === size)) return;
  const required = end.length === 1 ? `the last axis of x must be ${end[0]}` : `x must end in ${formatShape(end)}`;
  const [size] = x.shape.slice(-1);
  const clash = end.length === 1 && size !== undefined ? ` (${size} ≠ ${end[0]})` : '';
  throw new ShapeError(`${layer}: ${required}, got ${formatShape(x.shape)}${clash}.`, [x.shape, end]);
}

/** @throws ShapeError unless axis 1 of `x` is of this size. */
export function checkChannels(layer: string, x: Tensor, channels: number): void {
  if (x.shape[1] === channels) return;
  const clash = x.rank > 1 ? ` (${x.shape[1]} ≠ ${channels})` : '';
  throw new ShapeError(
    `${layer}: x must be [n, channels, …] with ${channels} channels, got ${formatShape(x.shape)}${clash}.`,
    [x.shape],
  );
}

/** @throws DTypeError unless `x` is of the dtype of the layer's parameters. */
export function checkDType(layer: string, x: Tensor, { dtype }: Tensor, name = 'x'): void {
  if (x.dtype === dtype) return;
  throw new DTypeError(
    `${layer}: ${name} must be ${dtype} as the parameters are, got ${x.dtype}. Convert it: cast(${name}, '${dtype}')` +
      (x.dtype === 'float32' || x.dtype === 'float64' ? `, or make the layer with { dtype: '${x.dtype}' }.` : '.'),
  );
}
