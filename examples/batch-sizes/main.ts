// Full-batch, mini-batch and stochastic gradient descent: the same model, start, data and rate, and as many samples seen.

import { grad, Random, type Tensor, tensor, withGradient } from '@pullback/core';
import {
  type Batch,
  cosineDecay,
  Dataset,
  Linear,
  meanSquaredError,
  type Schedule,
  SGD,
  sumSquaredError,
} from '@pullback/nn';
import { add, matmul, mul, sub, sum } from '@pullback/ops';
import { plotLines } from './plotLines';

const SEED = 1;
const SAMPLES = 128;
const FEATURES = 8;
const EPOCHS = 20;
const RATE = 0.02;
/** The loss over all samples is measured four times an epoch. */
const POINTS = 4;
const EVERY = SAMPLES / POINTS;
const dtype = 'float64';

// The targets are linear in the inputs but for a noise that no weights can fit.
const random = new Random(SEED);
const inputs = random.normal([SAMPLES, FEATURES], { dtype });
const slopes = random.normal([FEATURES, 1], { dtype });
const noise = random.normal([SAMPLES, 1], { dtype });
const data = new Dataset(inputs, add(matmul(inputs, slopes), noise));

/** How many updates were taken, and the loss over all samples each time that `EVERY` of them were seen. */
function train(size: number | 'all', learningRate: number | Schedule, epochs: number = EPOCHS) {
  const random = new Random(SEED + 1);
  const model = new Linear(FEATURES, 1, { random, dtype });
  const weights = model.parameters();
  const optimizer = new SGD(weights, { learningRate });
  const lossOn = ({ inputs, targets }: Batch<readonly [number, typeof FEATURES], readonly [number, 1]>) =>
    meanSquaredError(model.forward(inputs), targets);

  const losses: number[] = [];
  let seen = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const batch of data.batches({ size, random })) {
      seen += batch.inputs.shape[0];
      // A large batch passes several points with the weights that it began with.
      while (losses.length * EVERY < seen) losses.push(lossOn(data).item());
      // The loss is a mean over the batch, and so is its gradient: W ← W − (l/|B|) Σ ∇ℓ(f(xᵢ; W), yᵢ).
      optimizer.step(withGradient(weights, () => lossOn(batch)).gradient);
    }
  }
  losses.push(lossOn(data).item());
  return { updates: optimizer.steps, losses };
}

const full = train('all', RATE);
const mini = train(16, RATE);
const stochastic = train(1, RATE);
const decaying = train(1, cosineDecay(RATE, { steps: EPOCHS * SAMPLES }));

console.log(`Loss over all ${SAMPLES} samples (log scale) at the rate ${RATE}, by epochs`);
console.log('# full batch   + batches of 16   · one sample at a time\n');
const ticks = [0, 5, 10, 15, 20].map((epoch) => [epoch * POINTS, String(epoch)] as const);
console.log(plotLines({ '#': full.losses, '+': mini.losses, '·': stochastic.losses }, ticks));

console.log('\n                               loss after          in the last 5 epochs');
console.log('batch           updates   1     5     20 epochs    from … to       spread');
for (const [name, { updates, losses }] of [
  ['all', full],
  ['16', mini],
  ['1', stochastic],
  ['1, decaying rate', decaying],
] as const) {
  const after = [1, 5, 20].map((epochs) => losses[epochs * POINTS]!.toFixed(3));
  const last = losses.slice(-5 * POINTS);
  const [least, most] = [Math.min(...last), Math.max(...last)];
  const range = `${least.toFixed(3)} … ${most.toFixed(3)}   ${(most - least).toFixed(3)}`;
  console.log(`${name.padEnd(16)} ${String(updates).padStart(6)}   ${after.join(' ')}        ${range}`);
}
console.log(`The least loss of any weights: ${train('all', 0.2, 200).losses.at(-1)!.toFixed(3)}`);

// The update as it is sometimes written: the slope of the loss times the sum of the predictions.
const w = tensor(1, { dtype });
const x = tensor([-1, -2], { dtype });
const y = tensor([-3, -3], { dtype });
const loss = (w: Tensor<readonly []>) => sumSquaredError(mul(x, w), y);
const slope = grad(loss)(w);
const right = sub(w, mul(slope, 0.1 / x.size));
const wrong = sub(w, mul(mul(slope, sum(mul(x, w))), 0.1 / x.size));

console.log('\nOne update of f(x; w) = w x from w = 1 with l = 0.1, x = (-1, -2), y = (-3, -3)');
show('before', w);
show('right: W − (l/|B|) Σ ∇ℓ(f(xᵢ; W), yᵢ)', right);
show('wrong: W − (l/|B|) · ∂L/∂W · Σ f(xᵢ, W)', wrong);

function show(what: string, w: Tensor<readonly []>): void {
  console.log(
    `${what.padEnd(42)} w = ${w.item().toFixed(1).padStart(4)}   loss ${loss(w).item().toFixed(2).padStart(5)}`,
  );
}
