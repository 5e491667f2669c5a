import { DTypeError, GradientError, Tape, type Tensor, tensor } from '@pullback/core';
import { compareGradients } from '@pullback/inspect';
import { div, exp, log, matmul, mean, mul, relu, square, sub, sum } from '@pullback/ops';
import {
  type Context,
  drawNetwork,
  errorOf,
  type Formula,
  float64,
  recordNetwork,
  type Value,
  verdictsOf,
  where,
} from './support';

const network = drawNetwork();
const ALL_RIGHT = { p: 'right', W2: 'right', a: 'right', h: 'right', W1: 'right' };

it('the right derivation is right, and finite differences confirm autograd', () => {
  const report = network.compare();
  expect(verdictsOf(report)).toEqual(ALL_RIGHT);
  expect(report).toMatchObject({ isRight: true, firstWrong: undefined });
  for (const { relativeError, numeric, shape } of report.comparisons) {
    expect(relativeError).toBeLessThan(1e-14);
    expect(numeric).toMatchObject({ isRight: true, entries: shape[0]! * shape[1]!, kinks: 0 });
    expect(numeric.relativeError).toBeLessThan(1e-9);
  }
});

describe.each<
  [string, (context: Context) => Partial<Record<Value, Formula>>, Record<string, string>, string | undefined]
>([
  [
    'ā = W2ᵀ p̄',
    ({ W2 }) => ({ a: (bar) => matmul(W2, bar.p, { transposeA: true }) }),
    { a: 'wrong', h: 'follows a', W1: 'follows h' },
    'matmul: inner dimensions must agree, got [3, 2]ᵀ and [7, 2] (3 ≠ 7).',
  ],
  ['h̄ = ā where ā ≥ 0, else 0', () => ({ h: (bar) => relu(bar.a) }), { h: 'wrong', W1: 'follows h' }, undefined],
  [
    'W̄1 = (x W2)ᵀ p̄ where ā ≥ 0',
    ({ x, W2 }) => ({
      W1: (bar) =>
        mul(
          matmul(matmul(x, W2), bar.p, { transposeA: true }),
          where(bar.a, (v) => v >= 0),
        ),
    }),
    { W1: 'wrong' },
    'matmul: inner dimensions must agree, got [7, 5] and [3, 2] (5 ≠ 3).',
  ],
  [
    'W̄1 = aᵀ p̄',
    ({ a }) => ({ W1: (bar) => matmul(a, bar.p, { transposeA: true }) }),
    { W1: 'wrong' },
    'the formula gives shape [3, 2], the value has [5, 3]',
  ],
  [
    'W̄2 = p̄ᵀ a',
    ({ a }) => ({ W2: (bar) => matmul(bar.p, a, { transposeA: true }) }),
    { W2: 'wrong' },
    'the formula gives shape [2, 3], the value has [3, 2]',
  ],
  [
    'ā = p̄ (W2 - l W̄2)ᵀ',
    ({ W2 }) => ({ a: (bar) => matmul(bar.p, sub(W2, mul(bar.W2, 1e-3)), { transposeB: true }) }),
    { a: 'wrong', h: 'follows a', W1: 'follows h' },
    undefined,
  ],
  [
    'p̄ = p - y',
    ({ p, y }) => ({ p: () => sub(p, y) }),
    { p: 'wrong', W2: 'follows p', a: 'follows p', h: 'follows a', W1: 'follows h' },
    undefined,
  ],
  [
    'two mistakes at once, p̄ = p - y and h̄ = ā',
    ({ p, y }) => ({ p: () => sub(p, y), h: (bar) => bar.a }),
    { p: 'wrong', W2: 'follows p', a: 'follows p', h: 'wrong a', W1: 'follows h' },
    undefined,
  ],
])('%s', (_, changes, verdicts, problem) => {
  const report = network.compare(changes(network.context));
  const culprit = Object.keys({ ...ALL_RIGHT, ...verdicts }).find((name) => verdicts[name]?.startsWith('wrong'));

  it('is wrong where it departs, and all else follows', () => {
    expect(verdictsOf(report)).toEqual({ ...ALL_RIGHT, ...verdicts });
    expect(report.isRight).toBe(false);
  });

  it('is found at its first mistake', () => {
    expect(report.firstWrong).toMatchObject({ name: culprit, verdict: 'wrong', problem });
    expect(report.firstWrong!.worst === undefined).toBe(problem !== undefined);
  });

  it('is not blamed on autograd', () => {
    expect(report.comparisons.every(({ numeric }) => numeric.isRight)).toBe(true);
  });
});

it('slope 1 at h = 0 is wrong there and only there, though no weight feels it', () => {
  const { x, y, W1, W2 } = network.context;
  const withBlankRow = float64(x.toArray() as number[][]).data.map((value, i) => (i < 5 ? 0 : value));
  const blank = recordNetwork({ x: tensor(withBlankRow, { shape: x.shape }), y, W1, W2 });
  const { h } = blank.context;
  const report = blank.compare({
    h: (bar) =>
      mul(
        bar.a,
        where(h, (value) => value >= 0),
      ),
  });
  expect(verdictsOf(report)).toEqual({ ...ALL_RIGHT, h: 'wrong' });
  expect(report.firstWrong!.worst!.index[0]).toBe(0);
  expect(report.firstWrong!.numeric.kinks).toBe(3);
});

it('multiplying the mini-batch slope with the sum of the predictions gives 12 for -4', () => {
  const [w, x, y] = [float64(1), float64([-1, -2]), float64([-3, -3])];
  const tape = new Tape();
  const { f, loss } = tape.record(() => {
    const prediction = mul(x, w);
    return { f: prediction, loss: mean(square(sub(prediction, y))) };
  });
  const slope = div(mul(2, sum(mul(sub(f, y), x))), 2);
  const { firstWrong } = compareGradients(tape, loss, { w }, { w: () => mul(slope, sum(f)) });
  expect(firstWrong).toMatchObject({ verdict: 'wrong', worst: { actual: 12, expected: -4 } });
});

describe('softmax(z) - y for the relative entropy', () => {
  const compareWith = (y: Tensor) => {
    const z = float64([
      [1, 2, -1],
      [0.5, 0, 3],
    ]);
    const softmax = (logits: Tensor): Tensor => div(exp(logits), sum(exp(logits), -1, { keepDims: true }));
    const tape = new Tape();
    const loss = tape.record(() => mul(sum(mul(y, log(softmax(z)))), -1));
    return compareGradients(tape, loss, { z }, { z: () => sub(softmax(z), y) });
  };

  it('is right where the labels of each row sum to 1', () => {
    expect(
      compareWith(
        float64([
          [0, 1, 0],
          [0.25, 0.25, 0.5],
        ]),
      ).isRight,
    ).toBe(true);
  });

  it('is wrong where they do not', () => {
    expect(
      verdictsOf(
        compareWith(
          float64([
            [0, 2, 0],
            [0.25, 0.25, 0.5],
          ]),
        ),
      ),
    ).toEqual({ z: 'wrong' });
  });
});

describe('what cannot be compared is refused', () => {
  const { tape, loss, context } = network;
  const { a, p } = context;
  const formula = () => a;

  it('float32, by name and with the reason', () => {
    const x = tensor([1, 2]);
    const other = new Tape();
    const total = other.record(() => sum(square(x)));
    expect(errorOf(() => compareGradients(other, total, { x }, { x: () => mul(2, x) }))).toStrictEqual(
      new DTypeError(
        "compareGradients: float64 is required, got float32 for 'x'. In float32 a difference over a small step is " +
          "mostly rounding, and would blame right gradients. Convert it: cast(x, 'float64').",
      ),
    );
  });

  it('a target that is not a scalar', () => {
    expect(errorOf(() => compareGradients(tape, p, { a }, { a: formula }))).toStrictEqual(
      new GradientError(
        'gradient: the target must be a scalar, got shape [7, 2]. Reduce it, for example with sum(), or pass a cotangent.',
      ),
    );
  });

  it('a value that the target does not depend on', () => {
    expect(() => compareGradients(tape, loss, { a, z: float64([1]) }, { a: formula, z: formula })).toThrow(
      new GradientError(
        "gradient: the target does not depend on 'z' [1]. " +
          "Was it used while the tape recorded? Leave it out, or pass { unused: 'zeros' }.",
      ),
    );
  });
});

it('a small entry is compared as closely as the large one beside it', () => {
  const z = float64([1e9, 1]);
  const tape = new Tape();
  const loss = tape.record(() => sum(square(z)));
  const report = compareGradients(tape, loss, { z }, { z: () => mul(z, float64([2, 2.19])) });
  expect(report.firstWrong!.worst!.index).toEqual([1]);
});

it('an axis of size 1 fits all others, and does not tell an order', () => {
  const x = float64([[1], [2], [3]]);
  const W = float64([
    [1, 2, 0],
    [0, 1, 1],
    [2, 0, 1],
  ]);
  const tape = new Tape();
  const { h, L } = tape.record(() => {
    const h = matmul(W, x);
    return { h, L: sum(square(h)) };
  });
  const report = compareGradients(
    tape,
    L as Tensor<readonly []>,
    { h, W },
    {
      h: () => mul(h, 2),
      W: (bar) => matmul(bar.h, x, { transposeB: true }),
    },
  );
  expect(report).toMatchObject({ isRight: true, hidesOrder: true });
});
