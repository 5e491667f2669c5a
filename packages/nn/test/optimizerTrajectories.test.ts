import { clipByNorm, clipByValue, SGD } from '@pullback/nn';
import { cases, clipped, gradientAt, makeOptimizer, makeWeights, numbersOf, steps, titled } from './problem';

function expectClose(numbers: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(numbers).toHaveLength(expected.length);
  const errors = numbers.map((number, i) => Math.abs(number - expected[i]!) / Math.max(1, Math.abs(expected[i]!)));
  expect(errors.reduce((a, b) => Math.max(a, b), 0)).toBeLessThan(tolerance);
}

it.each(titled)('goes the way of PyTorch for 50 steps in float64: %s', (_, { optimizer, options, values }) => {
  const weights = makeWeights();
  const descent = makeOptimizer(optimizer, weights, options);
  for (let step = 1; step <= 50; step++) {
    descent.step(gradientAt(step, weights));
    if (steps.includes(step)) expectClose(numbersOf(weights), values[steps.indexOf(step)]!, 1e-10);
  }
});

it.each(titled)('goes it in float32, as far as that holds: %s', (_, { optimizer, options, values }) => {
  const weights = makeWeights('float32');
  const descent = makeOptimizer(optimizer, weights, options);
  for (let step = 1; step <= 10; step++) descent.step(gradientAt(step, weights));
  expectClose(numbersOf(weights), values[steps.indexOf(10)]!, 2e-5);
});

it.each(clipped)('clipping by $clip goes the way of PyTorch', ({ clip, max, values }) => {
  const weights = makeWeights();
  const descent = new SGD(weights, { learningRate: 0.1 });
  for (let step = 1; step <= 50; step++) {
    const gradient = gradientAt(step, weights);
    descent.step(clip === 'norm' ? clipByNorm(gradient, max) : clipByValue(gradient, max));
    if (steps.includes(step)) expectClose(numbersOf(weights), values[steps.indexOf(step)]!, 1e-10);
  }
});

it('no two of the reference trajectories are alike', () => {
  const ends = cases.map(({ values }) => values.at(-1)!);
  for (const [i, a] of ends.entries()) {
    for (const b of ends.slice(i + 1)) expect(Math.max(...a.map((x, k) => Math.abs(x - b[k]!)))).toBeGreaterThan(1e-6);
  }
});
