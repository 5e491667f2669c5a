// Eight optimizers down one narrow valley, each at the best of the same rates; then learning-rate schedules, in noise.

import { Parameter, Random, type Tensor, tensor, withGradient } from '@pullback/core';
import {
  Adadelta,
  Adagrad,
  Adam,
  AdamW,
  cosineDecay,
  exponentialDecay,
  linearWarmUp,
  type Optimizer,
  oneCycle,
  RMSProp,
  type Schedule,
  SGD,
  stepDecay,
} from '@pullback/nn';
import { add, broadcastTo, matmul, mul, square, sub, sum } from '@pullback/ops';
import { drawPaths, type Point } from './drawPaths';
import { sparkline } from './sparkline';

const SEED = 1;
const DRAWN = ['SGD', 'momentum', 'RMSProp', 'Adam'];
const float64 = { dtype: 'float64' } as const;
const LOWEST: Point = [2, 1];
const start = tensor([[-2, 0]], float64);

// The valley lies aslant, so that a step along one coordinate goes both along it and across.
const lowest = tensor(LOWEST, float64);
const directions = tensor(
  [
    [0.8, -0.6],
    [0.6, 0.8],
  ],
  float64,
);
const curvatures = tensor([1, 80], float64);

/** `½ (u² + 80 v²)`, with `u` the distance from the lowest place along the valley and `v` that across, summed over all rows. */
function valley(w: Tensor<readonly [number, 2]>) {
  const alongAndAcross = matmul(sub(w, lowest), directions);
  return mul(0.5, sum(mul(curvatures, square(alongAndAcross))));
}

type Weights = Parameter<readonly [number, 2]>;
const optimizers: Readonly<Record<string, (w: Weights, learningRate: number) => Optimizer<Weights>>> = {
  SGD: (w, learningRate) => new SGD(w, { learningRate }),
  momentum: (w, learningRate) => new SGD(w, { learningRate, momentum: 0.9 }),
  Nesterov: (w, learningRate) => new SGD(w, { learningRate, momentum: 0.9, nesterov: true }),
  Adagrad: (w, learningRate) => new Adagrad(w, { learningRate }),
  Adadelta: (w, learningRate) => new Adadelta(w, { learningRate }),
  RMSProp: (w, learningRate) => new RMSProp(w, { learningRate }),
  Adam: (w, learningRate) => new Adam(w, { learningRate }),
  AdamW: (w, learningRate) => new AdamW(w, { learningRate }),
};
const rates = [-3, -2, -1, 0, 1].flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`)));

/** The way of 200 steps, and the loss at each place. */
function descend(make: (typeof optimizers)[string], rate: number) {
  const w: Weights = new Parameter(start);
  const optimizer = make(w, rate);
  const [path, losses]: [Point[], number[]] = [[], []];
  for (let step = 0; step <= 200; step++) {
    const { value, gradient } = withGradient(w, () => valley(w));
    path.push([w.data[0]!, w.data[1]!]);
    losses.push(value.item());
    optimizer.step(gradient);
  }
  return { rate, path, losses };
}

console.log('               loss after\noptimizer  rate   0 steps        10        50       200');
const maps: Record<string, readonly Point[]> = {};
for (const [name, make] of Object.entries(optimizers)) {
  const trials = rates.map((rate) => descend(make, rate)).filter(({ losses }) => Number.isFinite(losses[200]));
  const { rate, path, losses } = trials.reduce((a, b) => (a.losses[200]! <= b.losses[200]! ? a : b));
  const cells = [10, 50, 200].map((step) => losses[step]!.toPrecision(2).padStart(10));
  console.log(`${name.padEnd(9)}${String(rate).padStart(6)}${losses[0]!.toFixed(0).padStart(10)}${cells.join('')}`);
  if (DRAWN.includes(name)) maps[`${name}, the first 50 steps`] = path.slice(0, 51);
}
console.log();
console.log(drawPaths((place) => valley(tensor([place], float64)).item(), LOWEST, maps));

const STEPS = 400;
const RUNS = 50;
const PEAK = 0.02;
const schedules: Readonly<Record<string, Schedule>> = {
  constant: () => PEAK,
  'half of it': () => PEAK / 2,
  'a fifth': () => PEAK / 5,
  stepDecay: stepDecay(PEAK, { every: STEPS / 4, factor: 0.3 }),
  exponentialDecay: exponentialDecay(PEAK, { factor: 0.995 }),
  cosineDecay: cosineDecay(PEAK, { steps: STEPS }),
  oneCycle: oneCycle(PEAK, { steps: STEPS }),
  linearWarmUp: linearWarmUp(PEAK, { steps: STEPS / 4, from: 0 }),
  'warm-up, cosine': linearWarmUp(cosineDecay(PEAK, { steps: (STEPS * 3) / 4 }), { steps: STEPS / 4, from: 0 }),
};

console.log(`\nSGD with noise in each gradient, the mean of ${RUNS} runs      loss after`);
console.log(`schedule          rate, from step 0 to ${STEPS}                     100 steps     200     400`);
for (const [name, schedule] of Object.entries(schedules)) {
  const random = new Random(SEED);
  // The runs are rows, and rows know nothing of each other.
  const w: Weights = new Parameter(broadcastTo(start, [RUNS, 2]));
  const optimizer = new SGD(w, { learningRate: schedule });
  const losses = [valley(w).item() / RUNS];
  while (optimizer.steps < STEPS) {
    const noise = random.normal([RUNS, 2], { deviation: 5, ...float64 });
    // The gradient of the product is the noise.
    optimizer.step(withGradient(w, () => add(valley(w), sum(mul(noise, w)))).gradient);
    losses.push(valley(w).item() / RUNS);
  }
  const line = sparkline(
    Array.from({ length: 40 }, (_, i) => schedule((i * STEPS) / 40)),
    PEAK,
  );
  const cells = [100, 200, 400].map((step) => losses[step]!.toFixed(3).padStart(8));
  console.log(`${name.padEnd(17)} ${line}  ${cells.join('')}`);
}
