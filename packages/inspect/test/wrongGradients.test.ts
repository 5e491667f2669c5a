import { apply, type NoAttrs, noAttrs, type Primitive, Tape, type Tensor, type Unary, untracked } from '@pullback/core';
import { checkGradients } from '@pullback/inspect';
import { add, matmul, mul, neg, square, sum } from '@pullback/ops';
import { binary, elementwise, float64, scaled, wrongOnes } from './support';

const cube = (pullback: (cotangent: Tensor, x: Tensor) => Tensor) => elementwise((x) => x ** 3, pullback);

it('a forgotten factor 2 is wrong by half', () => {
  const halfSquare = elementwise(
    (x) => x * x,
    (cotangent, x) => mul(cotangent, x),
  );
  const { isRight, checks } = checkGradients(halfSquare, float64([1, 2, 3]));
  expect(isRight).toBe(false);
  expect(checks[0]!.relativeError).toBeCloseTo(0.5, 6);
  const { actual, expected } = checks[0]!.worst!;
  expect(expected / actual).toBeCloseTo(2, 6);
});

it('a wrong sign is wrong by twice the gradient', () => {
  const { isRight, checks } = checkGradients(scaled(-1), float64([1, 2, 3]));
  expect(isRight).toBe(false);
  expect(checks[0]!.relativeError).toBeCloseTo(2, 6);
});

it.each([
  [0, 0],
  [1, 2],
  [3, 1],
])('the worst entry is found at [%d, %d]', (row, column) => {
  const factors = Array.from({ length: 4 }, (_, i) => [0, 1, 2].map((j) => (i === row && j === column ? 1.5 : 1)));
  const x = float64([
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
    [1, 2, 3],
  ]);
  const { isRight, checks } = checkGradients(scaled(float64(factors)), x);
  expect(isRight).toBe(false);
  expect(checks[0]!.worst!.index).toEqual([row, column]);
});

it('one wrong input among several is named; the others stay right', () => {
  const f = ({ a, b, c }: { a: Tensor; b: Tensor; c: Tensor }) => mul(add(a, scaled(2)(b)), c);
  const report = checkGradients(f, { a: float64([1, 2]), b: float64([3, 4]), c: float64([5, 6]) });
  expect(wrongOnes(report)).toEqual(['b']);
});

it('a transposed operand that fits because the matrices are square is wrong', () => {
  const product = binary({
    outputShape: ([a, b]) => [a.shape[0]!, b.shape[1]!],
    kernel: ([a, b], output) => void output.data.set(untracked(() => matmul(a, b)).data),
    vjp: ([a, b]) => [(cotangent) => matmul(cotangent, b), (cotangent) => matmul(a, cotangent, { transposeA: true })],
  });
  const [a, b] = [
    float64([
      [1, 2],
      [3, 4],
    ]).named('a'),
    float64([
      [5, 6],
      [7, 8],
    ]).named('b'),
  ];
  expect(wrongOnes(checkGradients(product, [a, b]))).toEqual(['a']);
});

it('a forgotten transpose, which a cotangent of ones would hide, shows under a random one', () => {
  const transposePrimitive: Primitive<Unary, NoAttrs> = {
    name: 'forgetfulTranspose',
    outputShape: ([x]) => x.shape,
    kernel: ([x], { data }) => void data.set([x.data[0]!, x.data[2]!, x.data[1]!, x.data[3]!]),
    vjp: () => [(cotangent) => cotangent],
  };
  const transpose = (x: Tensor): Tensor => apply(transposePrimitive, [x], noAttrs);
  const x = float64([
    [1, 2],
    [3, 4],
  ]);
  const tape = new Tape();
  const total = tape.record(() => sum(transpose(x)));
  expect(tape.gradient(total, x).toArray()).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(checkGradients(transpose, x).isRight).toBe(false);
});

describe('a pullback that uses detached numbers', () => {
  const detached = cube((cotangent, x) => mul(cotangent, float64([...x.data].map((value) => 3 * value ** 2))));
  const attached = cube((cotangent, x) => mul(cotangent, mul(3, square(x))));

  it('is right at first order', () => {
    expect(checkGradients(detached, float64([1, 2])).isRight).toBe(true);
  });

  it('is wrong at second order, by its input', () => {
    const report = checkGradients(detached, float64([1, 2]), { order: 2 });
    expect(wrongOnes(report)).toEqual(['input input']);
    expect(report.checks[1]!.worst!.actual).toBe(0);
  });

  it('is right at every order if it uses ops', () => {
    expect(checkGradients(attached, float64([1, 2]), { order: 3 }).isRight).toBe(true);
  });
});

it('a pullback wrong only at third order is right at the second', () => {
  const slope = elementwise(
    (x) => 3 * x ** 2,
    (cotangent, x) => mul(cotangent, float64([...x.data].map((value) => 6 * value))),
  );
  const f = cube((cotangent, x) => mul(cotangent, slope(x)));
  expect(checkGradients(f, float64([1, 2]), { order: 2 }).isRight).toBe(true);
  expect(wrongOnes(checkGradients(f, float64([1, 2]), { order: 3 }))).toEqual(['input input input']);
});

it('a gradient of zero where there is one is wrong', () => {
  expect(checkGradients(scaled(0), float64([1, 2])).isRight).toBe(false);
});

it('a gradient where there is none is wrong', () => {
  const constant = elementwise(
    () => 1,
    (cotangent) => neg(cotangent),
  );
  expect(checkGradients(constant, float64([1, 2])).isRight).toBe(false);
});

it.each([Number.NaN, Infinity, -Infinity])('a gradient of %d is wrong, and is the worst', (value) => {
  const report = checkGradients(scaled(float64([1, value, 2])), float64([1, 2, 3]));
  expect(report.isRight).toBe(false);
  expect(report.checks[0]!.worst!.index).toEqual([1]);
  expect(Number.isFinite(report.checks[0]!.relativeError)).toBe(false);
});

it('a value that is not a number has no right gradient', () => {
  const hole = elementwise(
    (x) => (x === 0 ? Number.NaN : x),
    (cotangent) => cotangent,
  );
  expect(checkGradients(hole, float64([0])).isRight).toBe(false);
});
