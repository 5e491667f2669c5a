// Tensors out of numbers.

import type { TypedArray } from '@pullback/kernels';
import { allocate } from './allocate';
import { describe, spell } from './describe';
import { DEFAULT_DTYPE, type DType } from './dtype';
import { DTypeError, ShapeError } from './errors';
import { type Elements, flatten } from './flatten';
import { checkedShape, formatShape, sizeOf } from './shape';
import type { ScalarShape, Shape, ShapeOfNested } from './shapeTypes';
import { Tensor } from './tensor';

export interface CreateOptions {
  /** `float32` if not given. */
  readonly dtype?: DType;
}

export interface TensorOptions<S extends Shape> extends CreateOptions {
  /** How to divide the elements into axes; must hold as many as there are. */
  readonly shape?: S;
}

/**
 * A tensor of the given numbers, copied: a number, arrays nested as deep as the rank, or a typed array.
 *
 * The dtype, if not given: `float64` for a Float64Array, `int32` for an Int32Array, `bool` for booleans, else `float32`.
 * @throws ShapeError if nested arrays are ragged, or `shape` holds another number of elements.
 * @throws DTypeError if an element is not a number, or one that the dtype cannot hold.
 */
export function tensor<const S extends Shape>(
  elements: Elements,
  options: TensorOptions<S> & { readonly shape: S },
): Tensor<S>;
export function tensor<const T extends Elements>(elements: T, options?: CreateOptions): Tensor<ShapeOfNested<T>>;
export function tensor(elements: Elements, options: TensorOptions<Shape> = {}): Tensor {
  const { values, shape: found, kind } = flatten(elements);
  const dtype = options.dtype ?? kind;
  const shape = options.shape === undefined ? found : checkedShape('tensor', options.shape);
  if (sizeOf(shape) !== values.length) {
    throw new ShapeError(`tensor: shape ${formatShape(shape)} holds ${sizeOf(shape)} elements, got ${values.length}.`, [
      shape,
      found,
    ]);
  }
  const data = allocate(dtype, values.length);
  checkRepresentable('tensor', values, dtype);
  data.set(values);
  return new Tensor(data, shape, dtype);
}

/** A tensor of rank 0. */
export function scalar(value: number, options: CreateOptions = {}): Tensor<ScalarShape> {
  return filled('scalar', [], value, options);
}

/** A tensor of zeros. */
export function zeros<const S extends Shape>(shape: S, { dtype = DEFAULT_DTYPE }: CreateOptions = {}): Tensor<S> {
  const checked = checkedShape('zeros', shape);
  return new Tensor(allocate(dtype, sizeOf(checked)), checked, dtype);
}

/** A tensor of ones. */
export function ones<const S extends Shape>(shape: S, options: CreateOptions = {}): Tensor<S> {
  return filled('ones', shape, 1, options);
}

/**
 * A tensor filled with one value.
 * @throws DTypeError if the dtype cannot hold it.
 */
export function full<const S extends Shape>(shape: S, value: number, options: CreateOptions = {}): Tensor<S> {
  return filled('full', shape, value, options);
}

function filled<S extends Shape>(
  op: string,
  shape: S,
  value: number,
  { dtype = DEFAULT_DTYPE }: CreateOptions,
): Tensor<S> {
  const checked = checkedShape(op, shape);
  const data = allocate(dtype, sizeOf(checked));
  if (typeof value !== 'number') throw new DTypeError(`${op}: a number is required, got ${spell(value)}.`);
  checkRepresentable(op, [value], dtype);
  return new Tensor(data.fill(value), checked, dtype);
}

/** Zeros of the shape and dtype of `like`. */
export function zerosLike<S extends Shape>(like: Tensor<S>): Tensor<S> {
  checkLike('zerosLike', like);
  return new Tensor(allocate(like.dtype, like.size), like.shape, like.dtype);
}

/** Ones of the shape and dtype of `like`. */
export function onesLike<S extends Shape>(like: Tensor<S>): Tensor<S> {
  checkLike('onesLike', like);
  return new Tensor(allocate(like.dtype, like.size).fill(1), like.shape, like.dtype);
}

function checkLike(op: string, like: unknown): void {
  if (!(like instanceof Tensor)) throw new DTypeError(`${op}: a tensor is required, got ${describe(like)}.`);
}

/** The identity matrix, `[n, n]`. */
export function eye<const N extends number>(n: N, options: CreateOptions = {}): Tensor<readonly [N, N]> {
  const identity = filled('eye', [n, n] as const, 0, options);
  for (let i = 0; i < n; i++) identity.data[i * n + i] = 1;
  return identity;
}

/**
 * The numbers from `start` up to, not including, `stop`, `step` apart (1 if not given; negative counts down).
 * @throws ShapeError if the step is 0 or not finite.
 */
export function arange(
  start: number,
  stop: number,
  { step = 1, dtype = DEFAULT_DTYPE }: CreateOptions & { readonly step?: number } = {},
): Tensor<readonly [number]> {
  if (step === 0 || ![start, stop, step].every(Number.isFinite)) {
    throw new ShapeError(
      `arange: start, stop and a step other than 0 must be finite, got ${describe(start)}, ${describe(stop)} and ${describe(step)}.`,
    );
  }
  const value = (i: number): number => start + i * step;
  let count = Math.max(0, Math.ceil((stop - start) / step));
  // The quotient may round up: then the last number is `stop`, or beyond.
  if (count > 0 && (value(count - 1) - stop) * step >= 0) count--;
  return generate('arange', count, dtype, value);
}

/**
 * `count` numbers from `start` to `stop`, both included, at equal distances.
 * @throws ShapeError unless `count` is a whole number ≥ 0.
 * @throws DTypeError unless `start` and `stop` are numbers.
 */
export function linspace<const N extends number>(
  start: number,
  stop: number,
  count: N,
  { dtype = DEFAULT_DTYPE }: CreateOptions = {},
): Tensor<readonly [N]> {
  checkedShape('linspace', [count]);
  if (typeof start !== 'number' || typeof stop !== 'number') {
    throw new DTypeError(`linspace: start and stop are numbers, got ${describe(start)} and ${describe(stop)}.`);
  }
  const gaps = count - 1;
  // One division, at the end, so that whole numbers come out whole; and both ends as they were given.
  return generate('linspace', count, dtype, (i) => {
    if (i === 0) return start;
    if (i === gaps) return stop;
    const value = (start * (gaps - i) + stop * i) / gaps;
    return Number.isFinite(value) ? value : start * ((gaps - i) / gaps) + stop * (i / gaps);
  });
}

function generate<N extends number>(
  op: string,
  count: N,
  dtype: DType,
  value: (i: number) => number,
): Tensor<readonly [N]> {
  const values = allocate('float64', count);
  for (let i = 0; i < count; i++) values[i] = value(i);
  checkRepresentable(op, values, dtype);
  const data = allocate(dtype, count);
  data.set(values);
  return new Tensor(data, [count], dtype);
}

function checkRepresentable(op: string, values: ArrayLike<number>, dtype: DType): void {
  if (dtype === 'float32' || dtype === 'float64' || isOfKind(values, dtype)) return;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const fits = dtype === 'int32' ? (value | 0) === value : value === 0 || value === 1;
    if (fits) continue;
    const range = dtype === 'int32' ? 'whole numbers from -2³¹ to 2³¹ - 1' : 'true and false, or 1 and 0';
    throw new DTypeError(`${op}: ${dtype} holds ${range}, got ${value}${values.length > 1 ? ` at element ${i}` : ''}.`);
  }
}

function isOfKind(values: ArrayLike<number> | TypedArray, dtype: DType): boolean {
  return dtype === 'int32' && values instanceof Int32Array;
}
