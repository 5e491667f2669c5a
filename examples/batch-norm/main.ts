// A deep network with and without batch normalization; then one channel of it: its statistics, and the way back through them.

import { grad, Random, type Tensor, tensor, withGradient } from '@pullback/core';
import { checkGradients } from '@pullback/inspect';
import {
  BatchNorm,
  Dataset,
  type Initializer,
  kaimingNormal,
  Linear,
  meanSquaredError,
  ReLU,
  Sequential,
  SGD,
  zeros,
} from '@pullback/nn';
import { abs, add, concat, max, mean, mul, rsqrt, sub, sum, variance } from '@pullback/ops';
import { badlyScaled } from './badlyScaled';
import { format, formatRange, printRow } from './print';

const SEED = 1;
const WIDTH = 16;
const DEPTH = 6;
const EPOCHS = 20;
const RATES = [0.003, 0.01, 0.03, 0.1];
const float64 = { dtype: 'float64' } as const;

const random = new Random(SEED);
const { raw, standardised, y } = badlyScaled(128, random);

type Norms = 'none' | 'hidden' | 'all';

/** Six hidden layers, whose weights are `start` times as large as usual. */
function makeNetwork(start: number, norms: Norms, random: Random) {
  const weight: Initializer = (shape, options) => mul(kaimingNormal(shape, options), start);
  const options = { random, weight, bias: zeros, ...float64 };
  const layers = Array.from({ length: DEPTH }, (_, i) => [
    new Linear(i === 0 ? raw.shape[1] : WIDTH, WIDTH, options),
    ...(norms === 'none' ? [] : [new BatchNorm(WIDTH, float64)]),
    new ReLU(),
  ]);
  const first = norms === 'all' ? [new BatchNorm(raw.shape[1], float64)] : [];
  return new Sequential(...first, ...layers.flat(), new Linear(WIDTH, 1, options));
}

/** The network after training, in evaluation, and its loss on what it was trained on. */
function train(x: typeof raw, start: number, norms: Norms, learningRate: number) {
  // The same draws for all.
  const random = new Random(SEED + 1);
  const network = makeNetwork(start, norms, random);
  const parameters = network.parameters();
  const optimizer = new SGD(parameters, { learningRate });
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const { inputs, targets } of new Dataset(x, y).batches({ size: 32, random })) {
      const loss = () => meanSquaredError(network.forward(inputs), targets);
      optimizer.step(withGradient(parameters, loss).gradient);
    }
  }
  network.eval();
  return { network, loss: meanSquaredError(network.forward(x), y).item() };
}

console.log(
  `Loss after ${EPOCHS} epochs, at the rate           ${RATES.map((rate) => String(rate).padStart(10)).join('')}`,
);
for (const start of [0.3, 1, 3]) {
  for (const [name, x, norms] of [
    ['inputs as they are', raw, 'none'],
    ['inputs standardised', standardised, 'none'],
    ['a BatchNorm after each', raw, 'hidden'],
    ['and one on the inputs', raw, 'all'],
  ] as const) {
    const losses = RATES.map((rate) => train(x, start, norms, rate).loss);
    const cells = losses.map((loss) => (loss < 1e3 ? loss.toFixed(2) : 'diverged').padStart(10));
    console.log(`weights × ${String(start).padEnd(6)}${name.padEnd(24)}${cells.join('')}`);
  }
}

console.log('\nWhat scale and shift became in the last network of weights × 1, at the rate 0.1');
const { layers } = train(raw, 1, 'all', 0.1).network;
for (const [i, { scale, shift }] of layers.filter((layer) => layer instanceof BatchNorm).entries()) {
  console.log(`${i === 0 ? 'inputs  ' : `hidden ${i}`}   scale ${formatRange(scale!)}   shift ${formatRange(shift!)}`);
}
const greatest = (x: Tensor) => format(max(abs(x)).item());
const biases = layers.filter((layer) => layer instanceof Linear).map(({ bias }) => greatest(bias!));
console.log(`Greatest bias of each Linear, which started at 0: ${biases.join(', ')}`);

console.log('\nOne channel of mean 5 and variance 9, in batches of 32');
console.log('          mean of batch   variance   running mean   running variance');
const norm = new BatchNorm(1, float64);
for (let step = 1; step <= 50; step++) {
  const x = random.normal([32, 1], { mean: 5, deviation: 3, ...float64 });
  norm.forward(x);
  if (![1, 2, 5, 10, 20, 50].includes(step)) continue;
  const statistics = [mean(x), variance(x, [0], { correction: 1 }), norm.runningMean, norm.runningVariance];
  const [a, b, c, d] = statistics.map(({ data }) => format(data[0]!));
  console.log(
    `batch ${String(step).padEnd(4)}${a!.padStart(13)}${b!.padStart(11)}${c!.padStart(15)}${d!.padStart(19)}`,
  );
}

const sample = tensor([[8]], float64);
const batches = [2, 5].map((mean) => concat([sample, random.normal([31, 1], { mean, deviation: 3, ...float64 })]));
const answers = () => batches.map((batch) => norm.forward(batch).data[0]!.toFixed(2)).join(' and ');
console.log(`The answer to 8 in two batches, one of mean 2, one of mean 5: in training     ${answers()}`);
norm.eval();
console.log(`${' '.repeat(62)}in evaluation  ${answers()}`);

const x = tensor([[1], [2], [4], [7]], float64);
const bar = tensor([[1], [0], [0], [-2]], float64);
type Column = Tensor<readonly [number, 1]>;
norm.train();
norm.scale!.assign(tensor([2], float64));
const slope = mul(norm.scale!, rsqrt(add(variance(x), norm.epsilon)));
const xHat = mul(sub(x, mean(x)), rsqrt(add(variance(x), norm.epsilon)));

console.log('\nThe way back through y = BatchNorm(x) of scale 2, from the cotangent ȳ');
printRow('x', x);
printRow('ȳ', bar);
printRow('x̄ by grad', grad((x: Column) => sum(mul(bar, norm.forward(x))))(x));
printRow('x̄ by hand', mul(slope, sub(sub(bar, mean(bar)), mul(xHat, mean(mul(bar, xHat))))));
printRow('γ / √(σ² + ε) · ȳ, with mean and variance held constant', mul(slope, bar));
printRow('x̄ of a plain sum, where ȳ is 1', grad((x: Column) => sum(norm.forward(x)))(x));
const { isRight } = checkGradients((x) => norm.forward(x), x);
console.log(`Finite differences ${isRight ? 'agree' : 'do not agree'} with grad, from a random ȳ too.`);
