import {
  apply,
  DTypeError,
  formatShape,
  type Padded,
  type Padding,
  type PerAxis,
  type Primitive,
  type Shape,
  ShapeError,
  spell,
  type Tensor,
  type Unary,
} from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { checkTensor } from '../operands';
import { sliceAttrs } from './ranges';
import { sliceBy } from './slice';

interface PadAttrs {
  /** How many before and after, along each axis. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly value: number;
}

const padPrimitive: Primitive<Unary, PadAttrs> = {
  name: 'pad',
  outputShape: ([x], { before, after }) => x.shape.map((size, axis) => before[axis]! + size + after[axis]!),
  kernel: ([x], output, { before, value }) => kernels.place(x, output, before, ones(before), value),
  vjp: ([x], _output, { before }) => [(cotangent) => sliceBy(cotangent, sliceAttrs(before, ones(before), x.shape))],
  jvp: (_inputs, _output, { before, after }) => [(tangent) => padBy(tangent, before, after, 0)],
  flop: () => 0,
};

/**
 * `x` with so many copies of `value` before and after it along each axis.
 *
 * Shapes: `[m, n]`, `[[a, b], [c, d]]` → `[a + m + b, c + n + d]`.
 * VJP: `x̄` is `ȳ` without the padding.
 * @throws ShapeError unless there is one pair of whole numbers ≥ 0 for each axis.
 * @throws DTypeError if the dtype of `x` cannot hold the value.
 */
export function pad<S extends Shape, const P extends readonly Padding[]>(
  x: Tensor<S>,
  padding: PerAxis<S, P, Padding>,
  value?: number,
): Tensor<Padded<S, P>>;
export function pad(x: Tensor, padding: readonly Padding[], value = 0): Tensor {
  checkTensor('pad', x);
  checkPadding(x.shape, padding);
  checkValue(x, value);
  return padBy(
    x,
    padding.map(([before]) => before),
    padding.map(([, after]) => after),
    value,
  );
}

function padBy(x: Tensor, before: readonly number[], after: readonly number[], value: number): Tensor {
  const attrs = { before: Object.freeze([...before]), after: Object.freeze([...after]), value };
  return apply(padPrimitive, [x], Object.freeze(attrs));
}

function ones(like: readonly number[]): number[] {
  return like.map(() => 1);
}

function checkPadding(shape: Shape, padding: readonly Padding[]): void {
  const isPair = (pair: Padding): boolean =>
    Array.isArray(pair) && pair.length === 2 && pair.every((count) => Number.isInteger(count) && count >= 0);
  if (Array.isArray(padding) && padding.length === shape.length && padding.every(isPair)) return;
  throw new ShapeError(
    `pad: one pair [before, after] of whole numbers ≥ 0 for each axis of ${formatShape(shape)} is required, ` +
      `got ${spell(padding)}.`,
    [shape],
  );
}

function checkValue({ dtype }: Tensor, value: number): void {
  const isWhole = typeof value === 'number' && (value | 0) === value;
  const fits = dtype === 'bool' ? value === 0 || value === 1 : dtype === 'int32' ? isWhole : typeof value === 'number';
  if (!fits) throw new DTypeError(`pad: the value must be one that ${dtype} holds, got ${spell(value)}.`);
}
