// The seeds are fixed, so these pass always or never. Bounds are five standard errors of what is estimated.

import { Random } from '@pullback/core';

const COUNT = 100_000;
const ERRORS = 5;

const meanOf = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0) / values.length;

function momentsOf(values: ArrayLike<number>): { mean: number; variance: number } {
  const mean = meanOf(values);
  return { mean, variance: meanOf(Array.from(values, (value) => (value - mean) ** 2)) };
}

function shareOf(values: ArrayLike<number>, isCounted: (value: number) => boolean): number {
  return meanOf(Array.from(values, (value) => (isCounted(value) ? 1 : 0)));
}

const errorOfShare = (share: number): number => Math.sqrt((share * (1 - share)) / COUNT);

/** χ² of counts that should all be equal. */
function chiSquared(counts: readonly number[]): number {
  const expected = meanOf(counts);
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

it('uniform numbers lie in their range and fill it evenly', () => {
  const { data } = new Random(5).uniform([COUNT], { low: -3, high: 5, dtype: 'float64' });
  const { mean, variance } = momentsOf(data);
  expect(Math.min(...data)).toBeGreaterThanOrEqual(-3);
  expect(Math.max(...data)).toBeLessThan(5);
  expect(Math.abs(mean - 1)).toBeLessThan(ERRORS * Math.sqrt(64 / 12 / COUNT));
  expect(Math.abs(variance - 64 / 12)).toBeLessThan(ERRORS * Math.sqrt(64 ** 2 / 180 / COUNT));
  const bins = new Array<number>(10).fill(0);
  for (const value of data) bins[Math.floor((value + 3) / 0.8)]!++;
  expect(chiSquared(bins)).toBeLessThan(35);
});

it('a uniform number rounded to float32 is still less than high', () => {
  const nearlyOne = Random.restore([1, -1, 0, 0]);
  expect(nearlyOne.next()).toBeGreaterThan(1 - 2 ** -25);
  expect(Random.restore([1, -1, 0, 0]).uniform([1]).item()).toBeLessThan(1);
});

it('normal numbers have the moments and the tails of the bell', () => {
  const { data } = new Random(6).normal([COUNT], { dtype: 'float64' });
  const { mean, variance } = momentsOf(data);
  expect(Math.abs(mean)).toBeLessThan(ERRORS / Math.sqrt(COUNT));
  expect(Math.abs(variance - 1)).toBeLessThan(ERRORS * Math.sqrt(2 / COUNT));
  for (const [bound, share] of [
    [1, 0.317311],
    [2, 0.0455],
    [3, 0.0027],
  ] as const) {
    expect(Math.abs(shareOf(data, (x) => Math.abs(x) > bound) - share)).toBeLessThan(ERRORS * errorOfShare(share));
    expect(Math.abs(shareOf(data, (x) => x > bound) - share / 2)).toBeLessThan(ERRORS * errorOfShare(share / 2));
  }
  expect(data.every((x) => Math.abs(x) < 6)).toBe(true);
});

it('neighbouring normal numbers are uncorrelated', () => {
  const { data } = new Random(8).normal([COUNT], { dtype: 'float64' });
  expect(Math.abs(meanOf(data.map((x, i) => x * (data[i + 1] ?? 0))))).toBeLessThan(ERRORS / Math.sqrt(COUNT));
  const squares = data.map((x) => x * x - 1);
  expect(Math.abs(meanOf(squares.map((x, i) => x * (squares[i + 1] ?? 0))))).toBeLessThan(
    (ERRORS * 2) / Math.sqrt(COUNT),
  );
});

it('mean and deviation shift and stretch the same draws', () => {
  const [plain, moved] = [{}, { mean: 10, deviation: 0.5 }].map((options) =>
    new Random(9).normal([50], { ...options, dtype: 'float64' }),
  );
  expect([...moved!.data]).toEqual(Array.from(plain!.data, (z) => expect.closeTo(10 + 0.5 * z, 12)));
});

const SEEDS = 1000;
const firstDraws = Array.from({ length: SEEDS }, (_, seed) => {
  const random = new Random(seed);
  return Array.from({ length: 8 }, () => random.next());
});

it.each([0, 1, 7])('draw %p of the seeds 0…999 is uniform', (draw) => {
  const { mean, variance } = momentsOf(firstDraws.map((draws) => draws[draw]!));
  expect(Math.abs(mean - 1 / 2)).toBeLessThan(ERRORS * Math.sqrt(1 / 12 / SEEDS));
  expect(Math.abs(variance - 1 / 12)).toBeLessThan(ERRORS * Math.sqrt(1 / 180 / SEEDS));
});

it.each([1, 2, 3, 4, 8, 16])('generators whose seeds are %p apart have nothing in common', (distance) => {
  for (let draw = 0; draw < 8; draw++) {
    const centred = firstDraws.map((draws) => draws[draw]! - 1 / 2);
    const products = centred.slice(distance).map((value, i) => value * centred[i]! * 12);
    expect(Math.abs(meanOf(products))).toBeLessThan(ERRORS / Math.sqrt(products.length));
  }
});

it('a permutation holds each number once', () => {
  const random = new Random(10);
  for (const count of [0, 1, 2, 17, 1000]) {
    const order = random.permutation(count);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
  }
});

it('each of the 24 orders of four comes up as often as the others', () => {
  const random = new Random(12);
  const counts = new Map<string, number>();
  for (let i = 0; i < 24_000; i++) {
    const order = random.permutation(4).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(24);
  expect(chiSquared([...counts.values()])).toBeLessThan(60);
});
