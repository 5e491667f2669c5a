import { Random, type Shape, type Tensor } from '@pullback/core';
import { checkGradients } from '@pullback/inspect';
import { add, div, exp, log, matmul, mean, mul, neg, sqrt, square, sub, sum, transpose } from '@pullback/ops';
import { float64, scaled } from './support';

type Fn = (x: Tensor) => Tensor;

const SMOOTH: readonly Fn[] = [
  exp,
  square,
  neg,
  (x) => sqrt(add(square(x), 1)),
  (x) => log(add(exp(x), 1)),
  (x) => div(1, add(1, exp(neg(x)))),
  (x) => div(x, add(1, square(x))),
  (x) => sub(x, mean(x)),
  (x) => div(exp(x), sum(exp(x), -1, { keepDims: true })),
  (x) => matmul(x, transpose(x)),
];

/** Functions that keep the size of what they are given in proportion. */
const SCALABLE: readonly [string, Fn][] = [
  ['x', (x) => mul(x, 1)],
  ['x²', square],
  ['x³', (x) => mul(x, square(x))],
  ['x xᵀ', (x) => matmul(x, transpose(x))],
  ['mean(x²)', (x) => mean(square(x))],
  ['x - mean(x)', (x) => sub(x, mean(x))],
];

const SEEDS = Array.from({ length: 25 }, (_, seed) => seed);
const PLANTED = 1 + 1e-5;

/** The seeds at which the gradient of `f` passes, with its factor off by as much as is planted. */
function seedsPassed(f: Fn, draw: (random: Random) => Tensor, planted = 1): number[] {
  return SEEDS.filter((seed) => checkGradients((x) => f(scaled(planted)(x)), draw(new Random(seed)), { seed }).isRight);
}

function normal(shape: Shape, deviation = 1): (random: Random) => Tensor {
  return (random) => random.normal(shape, { deviation, dtype: 'float64' });
}

describe('random compositions of smooth functions, at 400 seeds', () => {
  const cases = Array.from({ length: 400 }, (_, seed) => {
    const random = new Random(seed);
    const steps = Array.from({ length: 1 + (seed % 3) }, () => random.integer(0, SMOOTH.length));
    const f: Fn = (x) => steps.reduce((y, i) => SMOOTH[i]!(y), x);
    return { seed, f, x: random.normal([3, 3], { dtype: 'float64' }) };
  });

  it('never alarm', () => {
    expect(cases.filter(({ seed, f, x }) => !checkGradients(f, x, { seed }).isRight)).toEqual([]);
  });

  it('never alarm at second order', () => {
    const some = cases.slice(0, 60);
    expect(some.filter(({ seed, f, x }) => !checkGradients(f, x, { seed, order: 2, entries: 3 }).isRight)).toEqual([]);
  });

  it('always show a fault of one part in 100,000', () => {
    const tilted =
      (f: Fn): Fn =>
      (x) =>
        f(scaled(PLANTED)(x));
    expect(cases.filter(({ seed, f, x }) => checkGradients(tilted(f), x, { seed }).isRight)).toEqual([]);
  });
});

describe.each([1e-6, 1e-3, 1, 1e3, 1e6])('around %d', (size) => {
  it.each(SCALABLE)('no right gradient of %s is called wrong', (_, f) => {
    expect(seedsPassed(f, normal([3, 4], size))).toEqual(SEEDS);
  });

  it.each(SCALABLE)('no gradient of %s that is off by 1e-5 is called right', (_, f) => {
    expect(seedsPassed(f, normal([3, 4], size), PLANTED)).toEqual([]);
  });
});

describe.each<[string, Fn, (random: Random) => Tensor]>([
  ['exp(5x)', (x) => exp(mul(x, 5)), normal([5])],
  ['exp(20x)', (x) => exp(mul(x, 20)), normal([5])],
  ['1 / x near 0.1', (x) => div(1, x), (random) => random.uniform([5], { low: 0.05, high: 0.2, dtype: 'float64' })],
  [
    '1 / x² near 0.1',
    (x) => div(1, square(x)),
    (random) => random.uniform([5], { low: 0.05, high: 0.2, dtype: 'float64' }),
  ],
])('where it curves strongly, %s', (_, f, draw) => {
  it('never alarms', () => {
    expect(seedsPassed(f, draw)).toEqual(SEEDS);
  });

  it('always shows a fault of one part in 100,000', () => {
    expect(seedsPassed(f, draw, PLANTED)).toEqual([]);
  });

  it('never alarms at higher orders', () => {
    for (const seed of [1, 2, 3]) {
      expect(checkGradients(f, draw(new Random(seed)), { seed, order: 3, entries: 2 }).isRight).toBe(true);
    }
  });
});

describe.each([1e-2, 1e-3, 1e-4, 1e-5, 1e-6])('at %d, next to a pole', (x) => {
  it.each<[string, Fn]>([
    ['log x', log],
    ['√x', sqrt],
    ['1 / x', (x) => div(1, x)],
  ])('%s is right', (_, f) => {
    expect(checkGradients(f, float64([x])).isRight).toBe(true);
  });
});

it('values whose changes drown in a large constant are given the benefit of the doubt', () => {
  expect(checkGradients((x) => add(x, 1e9), float64([1, 2, 3])).isRight).toBe(true);
});

it('the textbook variance of numbers far from zero, in which large terms cancel, is right', () => {
  const variance: Fn = (x) => sub(mean(square(x)), square(mean(x)));
  expect(seedsPassed(variance, (random) => random.normal([5], { mean: 1e4, dtype: 'float64' }))).toEqual(SEEDS);
});

it('steps are what was really added, even to numbers that are rounded to few digits after the point', () => {
  expect(checkGradients((x) => sum(sub(x, 1e8 - 1)), float64([1e8])).isRight).toBe(true);
  expect(checkGradients((x) => sum(square(sub(x, 2e6 - 1))), float64([2e6])).isRight).toBe(true);
});
