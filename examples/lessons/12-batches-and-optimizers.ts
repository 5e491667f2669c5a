// Batches and optimizers: what a step averages, and the first steps of momentum and Adam by hand.

import { grad, Parameter, Random, type Tensor, tensor, withGradient } from '@pullback/core';
import { Adam, Dataset, Linear, meanSquaredError, SGD } from '@pullback/nn';
import { add, matmul, mul, square, sub, sum } from '@pullback/ops';

const dtype = 'float64';
const vector = (...entries: number[]) => tensor(entries, { dtype });
const column = (value: number, width = 8) => value.toFixed(4).padStart(width);

// f(x; w) = x w and ℓ = (f − y)²: a step by the mean of the gradients, and one by a formula that looks like it.
const [x, y] = [vector(-1, -2), vector(-3, -3)];
const f = (w: Tensor) => mul(x, w);
const loss = (w: Tensor) => sum(square(sub(f(w), y)));
const [w, rate, size] = [vector(1), 0.1, x.size];
const gradient = grad(loss)(w);
const right = sub(w, mul(gradient, rate / size));
const wrong = sub(w, mul(mul(gradient, sum(f(w))), rate / size));
console.log('               w     loss');
for (const [name, weight] of Object.entries({ before: w, right, wrong })) {
  console.log(`${name.padEnd(8)}${column(weight.item())} ${column(loss(weight).item())}`);
}

// The same 64 samples, the same start and rate; batches of all, of 16 and of one.
const random = new Random(1);
const inputs = random.normal([64, 4], { dtype });
const slopes = random.normal([4, 1], { dtype });
const data = new Dataset(inputs, add(matmul(inputs, slopes), random.normal([64, 1], { dtype })));
const EPOCHS = 10;
console.log('\nbatch  updates  loss after 1, 2, 5 and 10 epochs');
for (const size of ['all', 16, 1] as const) {
  const order = new Random(2);
  const model = new Linear(4, 1, { random: order, dtype });
  const optimizer = new SGD(model.parameters(), { learningRate: 0.05 });
  const losses: number[] = [];
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const { inputs, targets } of data.batches({ size, random: order })) {
      const loss = () => meanSquaredError(model.forward(inputs), targets);
      optimizer.step(withGradient(optimizer.parameters, loss).gradient);
    }
    losses.push(meanSquaredError(model.forward(data.inputs), data.targets).item());
  }
  const shown = [1, 2, 5, 10].map((epoch) => column(losses[epoch - 1]!));
  console.log(`${String(size).padEnd(5)}  ${String(optimizer.steps).padStart(7)} ${shown.join('')}`);
}

// Momentum and Adam on ℓ = (w − 3)² from w = 1, beside the optimizers.
const slopeOf = (w: number) => 2 * (w - 3);
const target = (w: Tensor<readonly [number]>) => sum(square(sub(w, 3)));
const byMomentum = new Parameter(vector(1), 'w');
const byAdam = new Parameter(vector(1), 'w');
const momentum = new SGD(byMomentum, { learningRate: 0.1, momentum: 0.9 });
const adam = new Adam(byAdam, { learningRate: 0.1 });

let [hand, v] = [1, 0];
console.log('\nmomentum       g       v       w  optimizer');
for (let step = 1; step <= 4; step++) {
  const g = slopeOf(hand);
  v = 0.9 * v + g;
  hand -= 0.1 * v;
  momentum.step(grad(target)(byMomentum));
  console.log(`step ${step}  ${[g, v, hand].map((value) => column(value)).join('')}   ${column(byMomentum.item())}`);
}

let [adamHand, m, s] = [1, 0, 0];
console.log('\nAdam           g       m       s    m / (1 − 0.9ᵗ)  s / (1 − 0.999ᵗ)       w  optimizer');
for (let step = 1; step <= 4; step++) {
  const g = slopeOf(adamHand);
  m = 0.9 * m + 0.1 * g;
  s = 0.999 * s + 0.001 * g ** 2;
  const [mean, square] = [m / (1 - 0.9 ** step), s / (1 - 0.999 ** step)];
  adamHand -= (0.1 * mean) / (Math.sqrt(square) + 1e-8);
  adam.step(grad(target)(byAdam));
  const cells = [column(g), column(m), column(s), column(mean, 18), column(square, 18), column(adamHand)];
  console.log(`step ${step}  ${cells.join('')}   ${column(byAdam.item())}`);
}
