// What several tests of inspect share.

import {
  apply,
  type Binary,
  type Elements,
  type NoAttrs,
  noAttrs,
  type Primitive,
  Random,
  type Shape,
  Tape,
  type Tensor,
  tensor,
  type Unary,
} from '@pullback/core';
import { type ComparisonReport, compareGradients, type GradientReport } from '@pullback/inspect';
import { matmul, mul, relu, square, sub, sum } from '@pullback/ops';

/** Numbers as float64; the type does not say how many there are. */
export function float64(elements: Elements): Tensor {
  return tensor(elements, { dtype: 'float64' });
}

/** A value that the types forbid, as plain JavaScript would pass it. */
export function untyped<T>(value: unknown): T {
  return value as T;
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

/** An elementwise op with a pullback that may be wrong. */
export function elementwise(
  value: (x: number) => number,
  pullback: (cotangent: Tensor, x: Tensor) => Tensor,
): (x: Tensor) => Tensor {
  const primitive: Primitive<Unary, NoAttrs> = {
    name: 'elementwise',
    outputShape: ([x]) => x.shape,
    kernel: ([x], output) => void output.data.set(x.data.map(value)),
    vjp: ([x]) => [(cotangent) => pullback(cotangent, x)],
  };
  return (x) => apply(primitive, [x], noAttrs);
}

/** An op of two operands, with pullbacks that may be wrong. */
export function binary(
  rules: Pick<Primitive<Binary, NoAttrs>, 'outputShape' | 'kernel' | 'vjp'>,
): (inputs: readonly [Tensor, Tensor]) => Tensor {
  return (inputs) => apply({ name: 'binary', ...rules }, inputs, noAttrs);
}

/** The derivatives that do not pass: `x`, `x ȳ`. */
export function wrongOnes({ checks }: GradientReport): string[] {
  return checks.filter(({ isRight }) => !isRight).map(({ path }) => path.join(' '));
}

/** `y = x`, whose pullback is wrong by the given factor. */
export function scaled(factor: number | Tensor): (x: Tensor) => Tensor {
  return elementwise(
    (x) => x,
    (cotangent) => (typeof factor === 'number' ? mul(cotangent, factor) : mul(cotangent, factor)),
  );
}

/** 1 where the condition holds, else 0. */
export function where(x: Tensor, condition: (value: number) => boolean): Tensor {
  return tensor(
    Float64Array.from(x.data, (value) => (condition(value) ? 1 : 0)),
    { shape: x.shape },
  );
}

export type Value = 'p' | 'W2' | 'a' | 'h' | 'W1';
export type Formula = (bar: Readonly<Record<Value, Tensor>>) => Tensor;
type Formulas = Readonly<Record<Value, Formula>>;

/** The tensors that formulas are about. */
export interface Context {
  readonly x: Tensor;
  readonly y: Tensor;
  readonly W1: Tensor;
  readonly W2: Tensor;
  readonly h: Tensor;
  readonly a: Tensor;
  readonly p: Tensor;
}

/** The two-layer network on a tape, and what its derivation gives with some formulas changed. */
export function recordNetwork({ x, y, W1, W2 }: Pick<Context, 'x' | 'y' | 'W1' | 'W2'>) {
  const tape = new Tape();
  const { loss, ...inner } = tape.record(() => {
    const h = matmul(x, W1);
    const a = relu(h);
    const p = matmul(a, W2);
    return { h, a, p, loss: sum(square(sub(p, y))) };
  });
  const { h, a, p } = inner;
  const context: Context = { x, y, W1, W2, h, a, p };
  const formulas: Formulas = {
    p: () => mul(2, sub(p, y)),
    W2: (bar) => matmul(a, bar.p, { transposeA: true }),
    a: (bar) => matmul(bar.p, W2, { transposeB: true }),
    h: (bar) =>
      mul(
        bar.a,
        where(h, (value) => value > 0),
      ),
    W1: (bar) => matmul(x, bar.h, { transposeA: true }),
  };
  const compare = (changes: Partial<Formulas> = {}, values: Readonly<Record<Value, Tensor>> = { p, W2, a, h, W1 }) =>
    compareGradients(tape, loss, values, { ...formulas, ...changes });
  return { tape, loss, context, compare };
}

/** Sizes that all differ: 7 samples, 5 features, 3 hidden units, 2 classes. */
export function drawNetwork() {
  const random = new Random(2026);
  const draw = <const S extends Shape>(shape: S): Tensor => random.normal(shape, { dtype: 'float64' });
  return recordNetwork({ x: draw([7, 5]), y: draw([7, 2]), W1: draw([5, 3]), W2: draw([3, 2]) });
}

/** The example of 2×2 whose numbers can be followed by hand. */
export function smallNetwork() {
  const matrix = (...elements: readonly number[]): Tensor => tensor(Float64Array.from(elements), { shape: [2, 2] });
  return recordNetwork({
    x: matrix(1, 0, 1, 1),
    W1: matrix(1, -1, 1, 2),
    W2: matrix(1, 2, 0, 1),
    y: matrix(2, 1, 1, 6),
  });
}

/** Each verdict, and what it follows from: `{ p: 'right', h: 'wrong', W1: 'follows h' }`. */
export function verdictsOf({ comparisons }: ComparisonReport): Record<string, string> {
  return Object.fromEntries(comparisons.map(({ name, verdict, because }) => [name, [verdict, ...because].join(' ')]));
}

/** A report with what is only rounding, in the seven columns that it takes, blacked out. */
export function withoutRounding(report: { toString(): string }): string {
  return String(report).replace(/\d\.\de-1\d/g, '███████');
}

/** Columns that a terminal gives each line. */
export function widthsOf(text: string): number[] {
  return text.split('\n').map((line) => [...line.replace(/\p{Mark}/gu, '')].length);
}
