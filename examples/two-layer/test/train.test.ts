import { Random, zerosLike } from '@pullback/core';
import { batchOf, split } from '../dataset';
import { drawGlyphs } from '../glyphs';
import { forward, initialize } from '../network';
import { train } from '../train';
import { UserError } from '../userError';
import { errorOf } from './support';

const { training } = split(drawGlyphs(5, new Random(1)), 16, new Random(1));
const batch = batchOf(training, 8, 'float64');
const start = () => initialize(64, 10, 8, new Random(1), 'float64');

it('gives the loss before each step and after the last', () => {
  const weights = start();
  const before = forward(batch.x, batch.y, weights).loss.item();
  const losses = train(batch, weights, { steps: 5, learningRate: 0.001, usualRate: 0.001 });
  expect(losses).toHaveLength(6);
  expect(losses[0]).toBe(before);
  expect(losses[5]).toBe(forward(batch.x, batch.y, weights).loss.item());
});

it('comes down at every step, if steps are small', () => {
  const losses = train(batch, start(), { steps: 50, learningRate: 0.001, usualRate: 0.001 });
  expect(losses.every((loss, i) => i === 0 || loss < losses[i - 1]!)).toBe(true);
});

it('takes one step at a time: 3 and 2 are 5', () => {
  const [once, twice] = [start(), start()];
  const run = (weights: typeof once, steps: number) =>
    train(batch, weights, { steps, learningRate: 0.001, usualRate: 0.001 });
  run(once, 5);
  run(twice, 3);
  run(twice, 2);
  expect(twice.W1.toArray()).toEqual(once.W1.toArray());
});

describe('a learning rate that is too large', () => {
  const diverge = (learningRate: number, usualRate = 0.005) =>
    errorOf(() => train(batch, start(), { steps: 200, learningRate, usualRate }));

  it('is refused in one line that says when, by how much, and what to try', () => {
    const error = diverge(1);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toMatch(
      /^training diverged: after step 1 the loss is \d\.\d+e\+\d+, at the start it was \d+\.\d+\. The learning rate 1 is too large; try --learning-rate 0\.005\.$/,
    );
  });

  it('is a tenth of what it was in the advice, if that is smaller', () => {
    expect(String(diverge(1, 0.5))).toMatch(/The learning rate 1 is too large; try --learning-rate 0\.1\.$/);
  });

  it('is noticed even if the loss is no number any more', () => {
    expect(String(diverge(1e200))).toMatch(/the loss is (NaN|Infinity), .* try --learning-rate 0\.005\.$/);
  });
});

it('a network whose hidden units are all off at the end has not trained, though its loss is finite', () => {
  const weights = start();
  weights.W1.assign(zerosLike(weights.W1));
  const run = () => train(batch, weights, { steps: 1, learningRate: 1, usualRate: 0.5 });
  expect(errorOf(run)).toStrictEqual(
    new UserError(
      'training diverged: every hidden unit is off for every image. ' +
        'The learning rate 1 is too large; try --learning-rate 0.1.',
    ),
  );
});
