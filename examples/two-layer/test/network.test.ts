import { Parameter, Random } from '@pullback/core';
import { checkGradients } from '../check';
import { batchOf, split } from '../dataset';
import { drawGlyphs } from '../glyphs';
import { forward, initialize, predict } from '../network';
import { wrongDerivations } from '../wrongDerivations';

const data = drawGlyphs(5, new Random(1));
const { training } = split(data, 16, new Random(1));
const batch = batchOf(training, 8, 'float64');
const weights = initialize(64, 10, 8, new Random(1), 'float64');

it('has the shapes of two layers', () => {
  const { W1, W2 } = weights;
  expect([W1.shape, W2.shape]).toEqual([
    [64, 10],
    [10, 8],
  ]);
  const { h, a, p, loss } = forward(batch.x, batch.y, weights);
  expect([h, a, p, loss].map(({ shape }) => shape)).toEqual([[16, 10], [16, 10], [16, 8], []]);
});

it('names what it computes, for the tape', () => {
  const { tape } = checkGradients(batch, weights);
  expect(tape.toString().split('\n')).toEqual([
    'h = matmul(x, W1)        [16, 10]',
    'a = relu(h)              [16, 10]',
    'p = matmul(a, W2)        [16, 8]',
    'e = sub(p, y)            [16, 8]',
    'q = square(e)            [16, 8]',
    'L = sum(q, axes [0, 1])  []',
  ]);
});

it('predicts what the way forward computes', () => {
  expect(predict(batch.x, weights).toArray()).toEqual(forward(batch.x, batch.y, weights).p.toArray());
});

it('its loss is the sum of the squared errors', () => {
  const { p, loss } = forward(batch.x, batch.y, weights);
  const squares = [...p.data].map((value, i) => (value - batch.y.data[i]!) ** 2);
  expect(loss.item()).toBeCloseTo(
    squares.reduce((total, square) => total + square, 0),
    10,
  );
});

it.each(['float32', 'float64'] as const)('starts from parameters of %s with the variance of the layer', (dtype) => {
  const { W1, W2 } = initialize(200, 400, 50, new Random(3), dtype);
  for (const [W, variance] of [
    [W1, 2 / 200],
    [W2, 1 / 400],
  ] as const) {
    expect(W).toBeInstanceOf(Parameter);
    expect(W.dtype).toBe(dtype);
    const values = [...W.data];
    const mean = values.reduce((total, value) => total + value, 0) / W.size;
    const square = values.reduce((total, value) => total + value ** 2, 0) / W.size;
    expect(Math.abs(mean)).toBeLessThan(3 * Math.sqrt(variance / W.size));
    expect(square / variance).toBeGreaterThan(0.95);
    expect(square / variance).toBeLessThan(1.05);
  }
  expect([W1.name, W2.name]).toEqual(['W1', 'W2']);
});

it('starts from the same draws in either dtype', () => {
  const [single, double] = (['float32', 'float64'] as const).map((dtype) => initialize(5, 4, 3, new Random(3), dtype));
  expect([...single!.W2.data]).toEqual(Array.from(double!.W2.data, Math.fround));
});

it.each([1, 2, 3])('its derivation by hand is right, at seed %d', (seed) => {
  const { report } = checkGradients(batch, initialize(64, 10, 8, new Random(seed), 'float64'));
  expect(report.isRight).toBe(true);
  expect(report.comparisons.map(({ name }) => name)).toEqual(['p', 'W2', 'a', 'h', 'W1']);
});

it('its derivation by hand is right even where h is exactly 0', () => {
  const blank = { pixels: Array<number>(64).fill(0), label: 0 };
  const { report } = checkGradients(batchOf([...training, blank], 8, 'float64'), weights);
  expect(report.isRight).toBe(true);
});

describe.each([1, 2, 3])('of the derivations that look right, at seed %d', (seed) => {
  const all = wrongDerivations(training, 8, initialize(64, 10, 8, new Random(seed), 'float64'));

  it.each(all.map((derivation) => [derivation.claim, derivation] as const))('%s is caught', (_, { compare }) => {
    const report = compare();
    expect(report.isRight).toBe(false);
    expect(report.comparisons.every(({ numeric }) => numeric.isRight)).toBe(true);
  });
});
