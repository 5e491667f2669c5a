// What several tests of core share.

import { readFileSync } from 'node:fs';
import {
  apply,
  type NoAttrs,
  noAttrs,
  Parameter,
  type Primitive,
  Random,
  type Shape,
  Tape,
  type Tensor,
  type Unary,
} from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { matmul, relu, square, sub, sum } from '@pullback/ops';

const random = new Random(2026);

/** Normal float64 numbers, the same in every run. */
export function draw<const S extends Shape>(shape: S): Tensor<S> {
  return random.normal(shape, { dtype: 'float64' });
}

/** What `run` throws; compare it with `toStrictEqual`, which looks at the class and the whole message. */
export function errorOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('an error was expected, none was thrown');
}

/** A value that the types forbid, as plain JavaScript would pass it. */
export function untyped<T>(value: unknown): T {
  return value as T;
}

export function expectClose(actual: Tensor, expected: Tensor): void {
  expect(actual.shape).toEqual(expected.shape);
  expect(actual.dtype).toBe(expected.dtype);
  expect([...actual.data]).toEqual(Array.from(expected.data, (value) => expect.closeTo(value, 10)));
}

/** `y = x`, by a primitive whose kernel and pullback can be watched. */
export function spiedCopy(name = 'spiedCopy') {
  const kernel = jest.fn(([x]: Unary, output: Tensor) => kernels.copy(x, output));
  const pullback = jest.fn((cotangent: Tensor) => cotangent);
  const primitive: Primitive<Unary, NoAttrs> = {
    name,
    outputShape: ([x]) => x.shape,
    kernel,
    vjp: () => [pullback],
  };
  const copy = <S extends Shape>(x: Tensor<S>): Tensor<S> => apply(primitive, [x], noAttrs);
  return { copy, kernel, pullback };
}

/** A recorded network of two layers, `loss = Σ (relu(x W1) W2 - y)²`. */
export function recordNetwork() {
  const x = draw([7, 5]).named('x');
  const y = draw([7, 2]).named('y');
  const W1 = new Parameter(draw([5, 4]), 'W1');
  const W2 = new Parameter(draw([4, 2]), 'W2');
  const tape = new Tape();
  const loss = tape.record(() => {
    const a = relu(matmul(x, W1)).named('a');
    const p = matmul(a, W2).named('p');
    return sum(square(sub(p, y)));
  });
  return { tape, loss, x, y, W1, W2 };
}

/** Everything that makes two tensors the same, bit for bit (but for the payload of a NaN). */
export function contentsOf({ data, shape, dtype }: Tensor) {
  return { shape: [...shape], dtype, data: Array.from(data) };
}

/** Where a test file has the comment `// marker`, as `file:line`. */
export function placeOf(marker: string, file: string): string {
  const lines = readFileSync(file, 'utf8').split('\n');
  const found = lines.flatMap((text, i) => (text.endsWith(`// ${marker}`) ? [i + 1] : []));
  if (found.length !== 1) throw new Error(`${found.length} lines of ${file} are marked '${marker}', one was expected`);
  return `${file}:${found[0]}`;
}

/** What the error says, without the columns of places: source maps differ in them. */
export function messageOf(run: () => unknown): string {
  const error = errorOf(run);
  if (!(error instanceof Error)) throw new Error('what was thrown is not an error');
  return error.message.replace(/(\.ts:\d+):\d+$/gm, '$1');
}
