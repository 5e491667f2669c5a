// What the tests of ops share: random inputs, finite differences, and comparisons of numbers.

import { allocate, type DType, isFloat, Random, type Shape, sizeOf, Tape, Tensor, tensor, zeros } from '@pullback/core';

/** The step of finite differences; kinks stay at least `MARGIN` away from every input that is drawn. */
const STEP = 1e-3;
const MARGIN = 0.25;

/** Draws an input: float64, which becomes the float dtype under test, or int32 or bool, which stay. */
export type Draw = (random: Random, shape: Shape) => Tensor;

export const anywhere = drawing(() => true);
export const positive = drawing((value) => value > MARGIN);
export const awayFrom = (...kinks: readonly number[]): Draw =>
  drawing((value) => kinks.every((kink) => Math.abs(value - kink) > MARGIN));
export const between = (low: number, high: number): Draw =>
  drawing((value) => value > low + MARGIN && value < high - MARGIN);

/** No two nearer to each other than 4 / their number: for ops that choose among elements. */
export const distinct: Draw = (random, shape) => {
  const count = sizeOf(shape);
  const numbers = random.permutation(count).map((place) => (4 * place) / count - 2);
  return tensor(numbers, { shape, dtype: 'float64' });
};

/** Near whole numbers, and near halves: two such draws stay apart from each other. */
export const nearWhole = drawing((value) => Math.abs(value - Math.round(value)) < MARGIN / 2);
export const nearHalf = drawing((value) => Math.abs(value - Math.round(value)) > 0.5 - MARGIN / 2);

/** No two magnitudes nearer to each other than 4 / their number, none near 0: for ops that choose by magnitude. */
export const distinctMagnitudes: Draw = (random, shape) => {
  const count = sizeOf(shape);
  const numbers = random.permutation(count).map((place) => {
    const magnitude = MARGIN + (4 * (place + 1)) / count;
    return random.integer(0, 2) === 0 ? magnitude : -magnitude;
  });
  return tensor(numbers, { shape, dtype: 'float64' });
};

/** Whole numbers from 0 to `classes` - 1. */
export const labels =
  (classes: number): Draw =>
  (random, shape) =>
    tensor(
      Array.from({ length: sizeOf(shape) }, () => random.integer(0, classes)),
      { shape, dtype: 'int32' },
    );

/** 0s and 1s, as bool. */
export const masks: Draw = (random, shape) =>
  tensor(
    Array.from({ length: sizeOf(shape) }, () => random.integer(0, 2)),
    { shape, dtype: 'bool' },
  );

function drawing(accepts: (value: number) => boolean): Draw {
  return (random, shape) => {
    const next = (): number => {
      const value = 4 * random.next() - 2;
      return accepts(value) ? value : next();
    };
    return tensor(Array.from({ length: sizeOf(shape) }, next), { shape, dtype: 'float64' });
  };
}

/** A generator that starts anew at each call, since the laws try each call many times. */
export const sameEachTime: Random = Object.assign(new Random(1), {
  uniform: ((shape, options) => new Random(1).uniform(shape, options)) as Random['uniform'],
  toJSON: () => 'random',
});

/** 1, 2, 3, … */
export function counting(...shape: number[]): Tensor {
  const numbers = Array.from({ length: sizeOf(shape) }, (_, i) => i + 1);
  return tensor(numbers, { shape });
}

/** Zeros of a shape that the compiler does not know. */
export function dynamic(...shape: number[]): Tensor {
  return zeros(shape);
}

/** A cotangent of ones hides mistakes; this one does not. */
export function randomCotangent({ shape, dtype }: Tensor, seed = 2): Tensor {
  return new Random(seed).normal(shape, { dtype });
}

/** The numbers of `x` as another dtype, without the op under test: cut off for int32, their signs for bool. */
export function as(dtype: DType, { data, shape }: Tensor): Tensor {
  const converted = allocate(dtype, data.length);
  converted.set(dtype === 'bool' ? data.map((value) => (value > 0 ? 1 : 0)) : data);
  return new Tensor(converted, shape, dtype);
}

/** The cotangents of the float inputs, given that of the output. */
export function pullBack(
  call: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  cotangent: Tensor,
): readonly Tensor[] {
  const tape = new Tape();
  const output = tape.record(() => call(...inputs));
  return tape.gradient(output, floatsOf(inputs), { cotangent, unused: 'zeros' });
}

export function floatsOf(inputs: readonly Tensor[]): Tensor[] {
  return inputs.filter(({ dtype }) => isFloat(dtype));
}

/** The slope of `f` along each element of `x`, by the 5-point stencil. */
export function finiteDifferences(f: (x: Tensor) => number, x: Tensor): number[] {
  const at = (element: number, offset: number): number => {
    const data = x.data.slice();
    data[element]! += offset;
    return f(new Tensor(data, x.shape, x.dtype));
  };
  return Array.from(x.data, (_, i) => {
    const near = at(i, STEP) - at(i, -STEP);
    const far = at(i, 2 * STEP) - at(i, -2 * STEP);
    return (8 * near - far) / (12 * STEP);
  });
}

/** `Σ a b`. */
export function dot(a: Tensor, b: Tensor): number {
  let total = 0;
  for (let i = 0; i < a.size; i++) total += a.data[i]! * b.data[i]!;
  return total;
}

/** Everything that makes two tensors the same, bit for bit (but for the payload of a NaN). */
export function contentsOf({ data, shape, dtype }: Tensor) {
  return { shape: [...shape], dtype, data: Array.from(data) };
}

/** Fails with both, unless `x` holds these numbers in this shape. */
export function expectTensor(x: Tensor | undefined, shape: Shape, data: readonly number[], dtype: DType = 'float32') {
  expect(x && contentsOf(x)).toEqual({ shape, dtype, data });
}

/** Fails with both lists, unless each number is as near as `relative` and `absolute` allow. */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  { relative, absolute }: { readonly relative: number; readonly absolute: number },
): void {
  const isClose = (value: number, i: number): boolean =>
    Math.abs(value - expected[i]!) <= absolute + relative * Math.abs(expected[i]!);
  const areClose = actual.length === expected.length && Array.from(actual).every(isClose);
  if (!areClose) expect(Array.from(actual)).toEqual(Array.from(expected));
}

/** `m a + n b`. */
export function combined(m: number, a: Tensor, n: number, b: Tensor): Tensor {
  return new Tensor(
    a.data.map((value, i) => m * value + n * b.data[i]!),
    a.shape,
    a.dtype,
  );
}

/** The class and the message of what `attempt` throws. */
export function failureOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    return String(error);
  }
  return 'nothing was thrown';
}
