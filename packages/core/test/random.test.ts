import { DTypeError, PullbackError, Random, ShapeError } from '@pullback/core';
import { errorOf, untyped } from './support';

/** Some of everything that a generator gives. */
function takeFrom(random: Random): unknown[] {
  const { data } = random.normal([5], { dtype: 'float64' });
  const uniform = random.uniform([3, 2]).toArray();
  return [...data, uniform, random.next(), random.integer(-9, 9), random.permutation(20)];
}

it('the same seed gives the same bits', () => {
  expect(takeFrom(new Random(42))).toEqual(takeFrom(new Random(42)));
});

it('other seeds give other numbers', () => {
  const firsts = Array.from({ length: 1000 }, (_, seed) => new Random(seed).next());
  expect(new Set(firsts).size).toBe(1000);
});

it('a generator does not repeat itself', () => {
  const random = new Random(0);
  expect(new Set(Array.from({ length: 1000 }, () => random.next())).size).toBe(1000);
});

it('generators do not disturb each other', () => {
  const [a, b] = [new Random(1), new Random(1)];
  const interleaved = [a.next(), b.next(), a.next(), b.next()];
  expect(interleaved[0]).toBe(interleaved[1]);
  expect(interleaved[2]).toBe(interleaved[3]);
});

it.each(['next', 'normal', 'uniform', 'permutation'])(
  'a restored generator goes on where %s left the other',
  (last) => {
    const random = new Random(7);
    const draws: Record<string, () => unknown> = {
      next: () => random.next(),
      normal: () => random.normal([3]),
      uniform: () => random.uniform([3]),
      permutation: () => random.permutation(5),
    };
    draws[last]!();
    const state = JSON.parse(JSON.stringify(random.getState()));
    expect(takeFrom(Random.restore(state))).toEqual(takeFrom(random));
  },
);

it('a state does not move on with the generator that gave it', () => {
  const random = new Random(7);
  const state = random.getState();
  const next = random.next();
  expect(Random.restore(state).next()).toBe(next);
  expect(Random.restore(state).next()).toBe(next);
});

it.each([0, 1, 2 ** 32 - 1])('%p is a seed', (seed) => {
  expect(new Random(seed).next()).toBeLessThan(1);
});

it.each([-1, 0.5, 2 ** 32, Number.NaN, Number.POSITIVE_INFINITY, '7', undefined])('%p is no seed', (seed) => {
  expect(errorOf(() => new Random(untyped(seed)))).toStrictEqual(
    new PullbackError(`Random: a seed is a whole number from 0 to 2³² - 1, got ${seed}.`),
  );
});

it('draws are float32 or float64, of the shape asked for', () => {
  const random = new Random(1);
  expect(random.normal([2, 3])).toMatchObject({ shape: [2, 3], dtype: 'float32' });
  expect(random.uniform([0, 3], { dtype: 'float64' })).toMatchObject({ shape: [0, 3], dtype: 'float64', size: 0 });
  expect(errorOf(() => random.normal([2], { dtype: 'int32' }))).toStrictEqual(
    new DTypeError('normal: float32 or float64 is required, got int32.'),
  );
  expect(errorOf(() => random.uniform([-2]))).toStrictEqual(
    new ShapeError('uniform: sizes are whole numbers ≥ 0, got -2 at axis 0 of [-2].'),
  );
});

it('an integer is at least low and less than high', () => {
  const random = new Random(3);
  const drawn = new Set(Array.from({ length: 500 }, () => random.integer(-2, 3)));
  expect([...drawn].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
  expect(random.integer(5, 6)).toBe(5);
});

it.each([
  [3, 3],
  [4, 3],
  [0.5, 3],
  [0, Number.NaN],
])('integer from %p to %p is an error', (low, high) => {
  expect(errorOf(() => new Random(1).integer(low, high))).toStrictEqual(
    new PullbackError(`integer: whole numbers low < high are required, got ${low} and ${high}.`),
  );
});

it.each([
  ['0', 1, '"0" and 1'],
  [[0.5], 1, 'an array of 1 and 1'],
  [0, null, '0 and null'],
  [1, 1, '1 and 1'],
  [0, Number.POSITIVE_INFINITY, '0 and Infinity'],
])('uniform from %j to %j is an error', (low, high, got) => {
  expect(errorOf(() => new Random(1).uniform([2], { low: untyped(low), high: untyped(high) }))).toStrictEqual(
    new PullbackError(`uniform: finite numbers low < high are required, got ${got}.`),
  );
});

it.each([
  ['0', 1, '"0" and 1'],
  [0, '1', '0 and "1"'],
  [0, -1, '0 and -1'],
  [0, Number.NaN, '0 and NaN'],
])('normal with mean %j and deviation %j is an error', (mean, deviation, got) => {
  expect(
    errorOf(() => new Random(1).normal([2], { mean: untyped(mean), deviation: untyped(deviation) })),
  ).toStrictEqual(new PullbackError(`normal: a finite mean and a deviation ≥ 0 are required, got ${got}.`));
});
