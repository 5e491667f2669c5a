import { checkpoint, Random, ShapeError, Tape, type Tensor, zeros } from '@pullback/core';
import { BatchNorm, Dropout, Linear, MultiHeadSelfAttention, RReLU, Sequential } from '@pullback/nn';
import { square, sum } from '@pullback/ops';
import { errorOf, float64 } from '../support';

const ones = (...shape: number[]): Tensor => filled(1, shape);

function filled(value: number, shape: readonly number[]): Tensor {
  const x = zeros(shape, { dtype: 'float64' });
  x.data.fill(value);
  return x;
}

describe('Dropout', () => {
  it('drops about its rate in training, and scales the rest up so that the mean stays', () => {
    const y = new Dropout(0.25, { random: new Random(1) }).forward(ones(200, 200));
    const dropped = y.data.filter((value) => value === 0).length / y.size;
    expect(dropped).toBeCloseTo(0.25, 2);
    expect([...new Set(y.data)].sort()).toEqual([0, 4 / 3]);
  });

  it('is the identity in evaluation, and at rate 0', () => {
    const x = ones(3, 4);
    expect(new Dropout(0.9, { random: new Random(1) }).eval().forward(x)).toBe(x);
    expect(new Dropout(0, { random: new Random(1) }).forward(x)).toBe(x);
  });

  it('drops everything at rate 1, infinities and NaN too', () => {
    const x = float64([1, Infinity, Number.NaN]);
    expect(new Dropout(1, { random: new Random(1) }).forward(x).toArray()).toEqual([0, 0, 0]);
  });

  it('of what it drops leaves no trace: neither value nor gradient', () => {
    const x = filled(Number.NaN, [50]);
    const y = new Dropout(0.5, { random: new Random(1) }).forward(x);
    expect(new Set(y.data)).toEqual(new Set([0, Number.NaN]));
  });

  it('walks back with the draws of the way forward', () => {
    const layer = new Dropout(0.5, { random: new Random(1) });
    const x = ones(20);
    const tape = new Tape();
    const y = tape.record(() => layer.forward(x));
    expect([...tape.gradient(y, x, { cotangent: ones(20) }).data]).toEqual([...y.data]);
  });

  it('draws once under a checkpoint', () => {
    const layer = new Dropout(0.5, { random: new Random(1) });
    const x = ones(20);
    const forward = checkpoint((input: Tensor) => layer.forward(input));
    const tape = new Tape();
    const y = tape.record(() => forward(x));
    expect([...tape.gradient(y, x, { cotangent: ones(20) }).data]).toEqual([...y.data]);
  });

  it('draws the same from the same seed, and others each time', () => {
    const [a, b] = [1, 1].map((seed) => new Dropout(0.5, { random: new Random(seed) }));
    const first = a!.forward(ones(30)).toArray();
    expect(b!.forward(ones(30)).toArray()).toEqual(first);
    expect(a!.forward(ones(30)).toArray()).not.toEqual(first);
  });

  it('takes nothing at all', () => {
    expect(new Dropout(0.5, { random: new Random(1) }).forward(zeros([0, 3])).shape).toEqual([0, 3]);
  });
});

describe('RReLU', () => {
  it('draws a slope for each negative number in training, within its bounds', () => {
    const y = new RReLU({ random: new Random(1), low: 0.2, high: 0.4 }).forward(filled(-1, [1000]));
    expect(Math.min(...y.data)).toBeGreaterThan(-0.4);
    expect(Math.max(...y.data)).toBeLessThanOrEqual(-0.2);
    expect(new Set(y.data).size).toBeGreaterThan(990);
  });

  it('has the mean slope in evaluation', () => {
    const layer = new RReLU({ random: new Random(1), low: 0.25, high: 0.5 }).eval();
    expect(layer.forward(float64([-2, 0, 3])).toArray()).toEqual([-0.75, 0, 3]);
    expect(
      new RReLU({ random: new Random(1) })
        .eval()
        .forward(float64([-1]))
        .item(),
    ).toBeCloseTo(-11 / 48, 15);
  });

  it('walks back with the slopes of the way forward', () => {
    const layer = new RReLU({ random: new Random(1) });
    const x = filled(-1, [20]);
    const tape = new Tape();
    const y = tape.record(() => layer.forward(x));
    expect([...tape.gradient(y, x, { cotangent: ones(20) }).data]).toEqual([...y.data].map((value) => -value));
  });
});

describe('BatchNorm', () => {
  it('gives each channel mean 0 and variance 1 in training', () => {
    const x = new Random(2).normal([500, 2], { mean: 5, deviation: 3, dtype: 'float64' });
    const y = new BatchNorm(2, { dtype: 'float64' }).forward(x);
    for (const channel of [0, 1]) {
      const values = [...y.data].filter((_, i) => i % 2 === channel);
      const mean = values.reduce((total, value) => total + value, 0) / 500;
      expect(mean).toBeCloseTo(0, 10);
      expect(values.reduce((total, value) => total + (value - mean) ** 2, 0) / 500).toBeCloseTo(1, 5);
    }
  });

  it('its running statistics follow: (1 - momentum) running + momentum batch, the variance by n - 1', () => {
    const layer = new BatchNorm(1, { momentum: 0.25, dtype: 'float64' });
    layer.forward(float64([[1], [3]]));
    expect(layer.runningMean.toArray()).toEqual([0.5]);
    expect(layer.runningVariance.toArray()).toEqual([0.75 + 0.25 * 2]);
  });

  it('its running statistics stay in evaluation, and are what it uses there', () => {
    const layer = new BatchNorm(1, { epsilon: 1, dtype: 'float64' }).eval();
    layer.runningMean.assign(float64([2]));
    layer.runningVariance.assign(float64([3]));
    expect(layer.forward(float64([[4]])).toArray()).toEqual([[1]]);
    expect(layer.runningMean.toArray()).toEqual([2]);
    expect(layer.runningMean.version).toBe(1);
  });

  it('its running statistics are on no tape, and gradients are taken all the same', () => {
    const layer = new BatchNorm(2, { dtype: 'float64' });
    const x = float64([
      [1, 2],
      [3, 5],
      [0, 1],
    ]);
    const tape = new Tape();
    const loss = tape.record(() => sum(square(layer.forward(x))));
    const running: readonly Tensor[] = Object.values(layer.buffers());
    expect(tape.nodes.filter(({ inputs }) => inputs.some((input) => running.includes(input)))).toEqual([]);
    expect(Object.keys(tape.gradient(loss, layer.parameters()))).toEqual(['scale', 'shift']);
  });

  it.each([
    ['one value in each channel', [1, 3], 'which has 1'],
    ['none', [0, 3], 'which has 0'],
  ])('in training refuses %s', (_, shape, words) => {
    expect(errorOf(() => new BatchNorm(3).forward(zeros(shape)))).toStrictEqual(
      new ShapeError(
        `BatchNorm: training takes two values or more in each channel, got [${shape.join(', ')}], ${words}. ` +
          'Pass a larger batch, leave such a one out (dropLast), or use eval().',
      ),
    );
    expect(new BatchNorm(3).eval().forward(zeros(shape)).shape).toEqual(shape);
  });

  it('one example will do where its channels have several values', () => {
    expect(new BatchNorm(3).forward(zeros([1, 3, 2])).toArray()).toEqual(zeros([1, 3, 2]).toArray());
  });
});

it('causal attention sees nothing that comes after', () => {
  const attention = new MultiHeadSelfAttention(4, 2, { random: new Random(1), causal: true, dtype: 'float64' });
  const x = new Random(2).normal([5, 4], { dtype: 'float64' });
  const changed = float64(x.toArray().map((row, i) => (i < 3 ? row : row.map((value) => value + 1))));
  const [before, after] = [attention.forward(x), attention.forward(changed)].map((y) => [...y.data]);
  expect(after!.slice(0, 12)).toEqual(before!.slice(0, 12));
  expect(after!.slice(12)).not.toEqual(before!.slice(12));
});

it('attention drops weights in training only', () => {
  const make = () => new MultiHeadSelfAttention(4, 2, { random: new Random(1), dropout: 0.5, dtype: 'float64' });
  const x = new Random(2).normal([5, 4], { dtype: 'float64' });
  const layer = make();
  expect([...layer.forward(x).data]).not.toEqual([...layer.forward(x).data]);
  layer.eval();
  expect([...layer.forward(x).data]).toEqual([...layer.forward(x).data]);
});

it('the mode reaches layers within layers', () => {
  const random = new Random(1);
  const model = new Sequential(new Linear(3, 3, { random }), new Sequential(new Dropout(0.5, { random })));
  const dropout = model.layers[1].layers[0];
  expect([model.isTraining, dropout.isTraining]).toEqual([true, true]);
  expect(model.eval()).toBe(model);
  expect([model.isTraining, dropout.isTraining]).toEqual([false, false]);
  expect(model.train()).toBe(model);
  expect([model.isTraining, dropout.isTraining]).toEqual([true, true]);
});
