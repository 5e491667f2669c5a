import {
  DTypeError,
  grad,
  PullbackError,
  Random,
  type ScalarShape,
  ShapeError,
  type Tensor,
  tensor,
  zeros,
} from '@pullback/core';
import { checkGradients } from '@pullback/inspect';
import { binaryCrossEntropyWithLogits, huber, meanAbsoluteError, meanSquaredError, type Reduction } from '@pullback/nn';
import { sigmoid } from '@pullback/ops';
import { errorOf, float64, untyped } from './support';

type Loss = (prediction: Tensor, target: Tensor, options?: { readonly reduction?: Reduction }) => Tensor;

const all: [string, Loss][] = Object.entries({
  meanSquaredError,
  meanAbsoluteError,
  huber,
  binaryCrossEntropyWithLogits,
});
const reductions: readonly Reduction[] = ['none', 'sum', 'mean'];

describe.each(all)('%s', (name, loss) => {
  const first = loss === binaryCrossEntropyWithLogits ? 'logits' : 'prediction';
  const random = new Random(5);
  const prediction = random.normal([3, 4], { dtype: 'float64' });
  const target = random.uniform([3, 4], { low: 0.1, high: 0.9, dtype: 'float64' });

  it.each(reductions)('has right gradients by both operands, to second order, with reduction %s', (reduction) => {
    const f = ([a, b]: readonly Tensor[]) => loss(a!, b!, { reduction });
    const report = checkGradients(f, [prediction, target], { order: 2 });
    expect(String(report)).not.toContain('WRONG');
    expect(report.isRight).toBe(true);
  });

  it('divides the sum by the number of elements', () => {
    const of = (reduction: Reduction): Tensor => loss(prediction, target, { reduction });
    const terms = [...of('none').data];
    expect(of('sum').item()).toBeCloseTo(
      terms.reduce((a, b) => a + b),
      12,
    );
    expect(of('mean').item()).toBeCloseTo(of('sum').item() / 12, 14);
    expect(loss(prediction, target).item()).toBe(of('mean').item());
  });

  it('of nothing sums to 0, and has no mean', () => {
    const nothing = zeros([0, 3]);
    expect(loss(nothing, nothing, { reduction: 'sum' }).item()).toBe(0);
    expect(loss(nothing, nothing).item()).toBeNaN();
    expect(loss(nothing, nothing, { reduction: 'none' }).shape).toEqual([0, 3]);
  });

  it('keeps the dtype, and lets NaN through', () => {
    expect(loss(zeros([2]), zeros([2])).dtype).toBe('float32');
    expect(loss(float64([Number.NaN, 1]), float64([1, 1])).item()).toBeNaN();
  });

  it('does not broadcast', () => {
    const error = errorOf(() => loss(untyped<Tensor>(zeros([2, 1])), zeros([2])));
    expect(error).toStrictEqual(
      new ShapeError(
        `${name}: ${first} and target must have one shape, got [2, 1] and [2]. Bring them together with reshape() or broadcastTo().`,
      ),
    );
    expect(error).toHaveProperty('shapes', [[2, 1], [2]]);
  });

  it.each<[string, unknown, unknown, string]>([
    [
      'int32',
      tensor(Int32Array.of(1)),
      zeros([1]),
      `${first} must be float32 or float64, got int32. Convert it: cast(${first}, 'float32').`,
    ],
    [
      'masks',
      zeros([1]),
      tensor([true]),
      "target must be float32 or float64, got bool. Convert it: cast(target, 'float32').",
    ],
    ['plain arrays', zeros([1]), [1], 'target must be a tensor, got an array of 1.'],
    [
      'two dtypes',
      zeros([1]),
      float64([1]),
      `${first} and target must have one dtype, got float32 and float64. Convert one: cast(target, 'float32').`,
    ],
  ])('does not take %s', (_, a, b, message) => {
    expect(errorOf(() => loss(untyped<Tensor>(a), untyped<Tensor>(b)))).toStrictEqual(
      new DTypeError(`${name}: ${message}`),
    );
  });

  it('refuses another reduction, and options that are no record', () => {
    const x = zeros([1]);
    expect(errorOf(() => loss(x, x, { reduction: untyped<Reduction>('average') }))).toStrictEqual(
      new PullbackError(`${name}: reduction must be 'none', 'sum' or 'mean', got "average".`),
    );
    expect(errorOf(() => loss(x, x, untyped<object>('mean')))).toStrictEqual(
      new PullbackError(`${name}: options are a record, got "mean".`),
    );
  });
});

it('the shape of the loss follows from the reduction when compiling', () => {
  const [a, b] = [zeros([2, 3]), zeros([2, 3])];
  const terms: Tensor<readonly [2, 3]> = meanSquaredError(a, b, { reduction: 'none' });
  const total: Tensor<ScalarShape> = huber(a, b, { reduction: 'sum', delta: 2 });
  const average: Tensor<ScalarShape> = meanAbsoluteError(a, b);
  const unknown: Tensor = zeros([2, 3]);
  const mixed: Tensor<ScalarShape> = meanSquaredError(a, unknown);
  expect([terms, total, average, mixed].map(({ rank }) => rank)).toEqual([2, 0, 0, 0]);
  // @ts-expect-error 3 is not 2
  expect(() => meanSquaredError(a, zeros([2, 2]))).toThrow(ShapeError);
});

it('serves code that is generic in its shapes', () => {
  const half = <N extends number>(a: Tensor<readonly [N]>, b: Tensor<readonly [N]>): Tensor<ScalarShape> =>
    meanSquaredError(a, b);
  expect(half(tensor([1, 2]), tensor([1, 4])).item()).toBe(2);
});

describe('huber', () => {
  const at = (difference: number, delta: number) => {
    const zero = float64(0);
    const f = (x: Tensor) => huber(x, zero, { delta, reduction: 'sum' });
    return [f(float64(difference)).item(), grad(f)(float64(difference)).item()];
  };

  it('is a square within, a line beyond, and smooth where they meet', () => {
    expect(at(1, 2)).toEqual([0.5, 1]);
    expect(at(-2, 2)).toEqual([2, -2]);
    expect(at(5, 2)).toEqual([8, 2]);
    expect(at(-Infinity, 2)).toEqual([Infinity, -2]);
  });

  it.each([0, -1, Number.NaN, Infinity])('refuses delta %p', (delta) => {
    expect(errorOf(() => huber(float64([1]), float64([1]), { delta }))).toStrictEqual(
      new PullbackError(`huber: delta must be a finite number > 0, got ${delta}.`),
    );
  });
});

it('meanAbsoluteError has slope 0 where both agree', () => {
  const target = float64([1, 2]);
  const f = (x: Tensor) => meanAbsoluteError(x, target);
  expect(grad(f)(float64([1, 0])).toArray()).toEqual([0, -0.5]);
});

describe('binaryCrossEntropyWithLogits', () => {
  const of = (logit: number, label: number) =>
    binaryCrossEntropyWithLogits(float64([logit]), float64([label]), { reduction: 'sum' }).item();

  it('neither overflows nor loses digits far from 0', () => {
    expect([of(1e300, 1), of(-1e300, 0)]).toEqual([0, 0]);
    expect([of(1e300, 0), of(-1e300, 1)]).toEqual([1e300, 1e300]);
    expect(of(-50, 0) / Math.exp(-50)).toBeCloseTo(1, 14);
    expect(of(50, 1) / Math.exp(-50)).toBeCloseTo(1, 14);
  });

  it('has the gradient σ(x) - y', () => {
    const [x, y] = [float64([-3, 0.5, 40]), float64([0, 0.25, 1])];
    const gradient = grad((z: Tensor) => binaryCrossEntropyWithLogits(z, y, { reduction: 'sum' }))(x);
    const expected = sigmoid(x).data.map((p, i) => p - y.data[i]!);
    for (const [i, value] of expected.entries()) expect(gradient.data[i]).toBeCloseTo(value, 14);
  });

  it('has right gradients by the positive weight too', () => {
    const random = new Random(2);
    const x = random.normal([4, 3], { dtype: 'float64' });
    const y = random.uniform([4, 3], { low: 0.1, high: 0.9, dtype: 'float64' });
    const w = random.uniform([3], { low: 0.5, high: 2, dtype: 'float64' });
    const f = ([logits, weight]: readonly Tensor[]) =>
      binaryCrossEntropyWithLogits(logits!, y, { positiveWeight: weight! });
    expect(checkGradients(f, [x, w]).isRight).toBe(true);
  });

  it.each<[number[][], string]>([
    [
      [
        [0, 1],
        [2, 0],
      ],
      '2 at [1, 0]',
    ],
    [
      [
        [0, -0.5],
        [1, 0],
      ],
      '-0.5 at [0, 1]',
    ],
    [
      [
        [0, 1],
        [0, Number.NaN],
      ],
      'NaN at [1, 1]',
    ],
  ])('refuses the labels %j', (labels, got) => {
    expect(
      String(
        errorOf(() =>
          binaryCrossEntropyWithLogits(
            float64([
              [0, 0],
              [0, 0],
            ]),
            float64(labels),
          ),
        ),
      ),
    ).toBe(`IndexError: binaryCrossEntropyWithLogits: labels must be from 0 to 1, got ${got}.`);
  });

  it('refuses weights that do not fit', () => {
    const x = zeros([2, 3]);
    const run = (positiveWeight: unknown) => () =>
      binaryCrossEntropyWithLogits(x, x, { positiveWeight: untyped<number>(positiveWeight) });
    expect(String(errorOf(run(-1)))).toBe(
      'PullbackError: binaryCrossEntropyWithLogits: positiveWeight must be a finite number ≥ 0, got -1.',
    );
    expect(String(errorOf(run(zeros([4, 2, 3]))))).toBe(
      'ShapeError: binaryCrossEntropyWithLogits: positiveWeight must broadcast to [2, 3], got [4, 2, 3].',
    );
    expect(errorOf(run(zeros([2])))).toBeInstanceOf(ShapeError);
    expect(String(errorOf(run(float64([1, 2, 3]))))).toBe(
      'DTypeError: binaryCrossEntropyWithLogits: logits and positiveWeight must have one dtype, ' +
        "got float32 and float64. Convert one: cast(positiveWeight, 'float32').",
    );
  });
});
