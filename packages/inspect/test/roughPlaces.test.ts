import type { Tensor } from '@pullback/core';
import { checkGradients } from '@pullback/inspect';
import {
  add,
  cos,
  exp,
  floor,
  log,
  logSoftmax,
  matmul,
  mul,
  neg,
  pow,
  relu,
  round,
  sign,
  softmax,
  sqrt,
  square,
  sub,
  sum,
} from '@pullback/ops';
import { elementwise, float64, scaled } from './support';

type Fn = (x: Tensor) => Tensor;

describe.each<[string, Fn, number[]]>([
  ['sign at 0', sign, [0]],
  ['sign at 0, beside others', sign, [0, 1, -2]],
  ['floor at whole numbers', floor, [0, 2, -3, 0.5]],
  ['round at halves', round, [0.5, -1.5, 2]],
  ['x + sign x at 0', (x) => add(x, sign(x)), [0, 1]],
  ['x² + 3 sign(x - 1) at 1', (x) => add(square(x), mul(sign(sub(x, 1)), 3)), [1, 2]],
])('at a jump, %s', (_, f, numbers) => {
  it('what lies on either side counts', () => {
    const { isRight, checks } = checkGradients(f, float64(numbers));
    expect(isRight).toBe(true);
    expect(checks[0]!.kinks).toBeGreaterThan(0);
  });

  it('a slope of neither side is wrong', () => {
    const tilted: Fn = (x) =>
      add(
        f(x),
        elementwise(
          () => 0,
          (cotangent) => mul(cotangent, 0.1),
        )(x),
      );
    expect(checkGradients(tilted, float64(numbers)).isRight).toBe(false);
  });
});

describe.each<[string, Fn, number[]]>([
  ['√x at 1e-9', sqrt, [1e-9]],
  ['√x at 1e-12', sqrt, [1e-12]],
  ['√x at 1e-9, beside 1', sqrt, [1e-9, 1]],
  ['x^1.5 at 0', (x) => pow(x, 1.5), [0]],
  ['x^1.5 at 0, beside others', (x) => pow(x, 1.5), [0, 1, 2]],
  ['(-x)^1.5 at 0, which is there on one side alone', (x) => pow(neg(x), 1.5), [0, -1]],
  ['x^2.5 at 0', (x) => pow(x, 2.5), [0]],
  ['x² eˣ at 0, where all gradients are 0', (x) => mul(square(x), exp(x)), [0]],
  ['cos at 0', cos, [0]],
  ['√(x² + 1e-12) at 0', (x) => sqrt(add(square(x), 1e-12)), [0]],
])('where it is hardly smooth, %s', (_, f, numbers) => {
  it('is right', () => {
    expect(checkGradients(f, float64(numbers)).isRight).toBe(true);
  });

  it.each([1e-3, 1e-2, 1])('and off by %d it is wrong', (fault) => {
    const tilted: Fn = (x) =>
      add(
        f(x),
        elementwise(
          () => 0,
          (cotangent) => mul(cotangent, fault),
        )(x),
      );
    const steep = numbers.some((x) => x > 0 && x < 1e-6) ? 1e5 : 1;
    const off: Fn = steep === 1 ? tilted : (x) => f(scaled(1 + fault)(x));
    expect(checkGradients(off, float64(numbers)).isRight).toBe(false);
  });
});

it('an infinite slope is right where the slopes beside it grow without bound', () => {
  expect(checkGradients(sqrt, float64([0, 1])).isRight).toBe(true);
  const infinite = (f: (x: number) => number) => elementwise(f, (cotangent) => mul(cotangent, Infinity));
  expect(
    checkGradients(
      infinite((x) => 2 * x),
      float64([1]),
    ).isRight,
  ).toBe(false);
  expect(
    checkGradients(
      infinite((x) => -Math.sqrt(x)),
      float64([0]),
    ).isRight,
  ).toBe(false);
});

it('at the bottom of a valley, where all gradients are rounding, they are right', () => {
  const A = float64([
    [1, 2],
    [3, 4.1],
    [5, 6.3],
  ]);
  const w = float64([[0.1], [0.7]]);
  const b = matmul(A, w);
  const residual = (w: Tensor): Tensor => sum(square(sub(matmul(A, w), b)));
  expect(checkGradients(residual, w).isRight).toBe(true);
  const q = softmax(float64([0.2, 1, -0.5]));
  const divergence = (z: Tensor): Tensor => sum(mul(q, sub(log(q), logSoftmax(z))));
  expect(checkGradients(divergence, float64([0.2, 1, -0.5])).isRight).toBe(true);
  const tilted = (w: Tensor): Tensor =>
    add(
      residual(w),
      sum(
        elementwise(
          () => 0,
          (cotangent) => mul(cotangent, 1e-4),
        )(w),
      ),
    );
  expect(checkGradients(tilted, w).isRight).toBe(false);
});

it('next to a pole at 1e-20 log is right, and off by 1e-3 wrong', () => {
  expect(checkGradients(log, float64([1e-20, 1])).isRight).toBe(true);
  expect(checkGradients((x) => log(scaled(1.001)(x)), float64([1e-20, 1])).isRight).toBe(false);
});

it('a fault of 2 parts in a million is seen', () => {
  for (const f of [exp, square, cos, relu] as Fn[]) {
    expect(checkGradients((x) => f(scaled(1 + 2e-6)(x)), float64([1, 2, 0.5])).isRight).toBe(false);
    expect(checkGradients((x) => f(scaled(1 - 2e-6)(x)), float64([1, 2, 0.5])).isRight).toBe(false);
  }
});
