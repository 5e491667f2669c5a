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
  type Tensor,
  type Unary,
} from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { checkTensor } from '../operands';
import { sliceAttrs } from './ranges';
import { sliceBy } from './slice';

interface PadAttrs {
  /** Before and after, for each axis. */
  readonly padding: readonly Padding[];
  readonly value: number;
}

const padPrimitive: Primitive<Unary, PadAttrs> = {
  name: 'pad',
  outputShape: ([x], { padding }) => x.shape.map((size, axis) => padding[axis]![0] + size + padding[axis]![1]),
  kernel: ([x], output, { padding, value }) => {
    const ones = padding.map(() => 1);
    kernels.place(x, output, startsOf(padding), ones, value);
  },
  vjp: ([x], _output, { padding }) => [(cotangent) => unpad(cotangent, padding, x.shape)],
  jvp: (_inputs, _output, { padding }) => [(tangent) => pad(tangent, padding)],
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
  const pairs = Object.freeze(padding.map(([before, after]) => Object.freeze([before, after] as const)));
  return apply(padPrimitive, [x], Object.freeze({ padding: pairs, value }));
}

function unpad(cotangent: Tensor, padding: readonly Padding[], shape: Shape): Tensor {
  const ones = shape.map(() => 1);
  return sliceBy(cotangent, sliceAttrs(startsOf(padding), ones, shape));
}

function startsOf(padding: readonly Padding[]): number[] {
  return padding.map(([before]) => before);
}

function checkPadding(shape: Shape, padding: readonly Padding[]): void {
  const isPair = (pair: Padding): boolean =>
    Array.isArray(pair) && pair.length === 2 && pair.every((count) => Number.isInteger(count) && count >= 0);
  if (Array.isArray(padding) && padding.length === shape.length && padding.every(isPair)) return;
  throw new ShapeError(
    `pad: one pair [before, after] of whole numbers ≥ 0 for each axis of ${formatShape(shape)} is required, ` +
      `got ${JSON.stringify(padding)}.`,
    [shape],
  );
}

function checkValue({ dtype }: Tensor, value: number): void {
  const isWhole = (value | 0) === value;
  const fits = dtype === 'bool' ? value === 0 || value === 1 : dtype === 'int32' ? isWhole : typeof value === 'number';
  if (!fits) throw new DTypeError(`pad: the value must be one that ${dtype} holds, got ${JSON.stringify(value)}.`);
}
