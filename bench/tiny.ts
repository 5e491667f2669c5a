// How long one eager training step of a 4×2→16→1 network takes: what the engine costs where the numbers are few.

import { Parameter, Random, type Tensor, withGradient } from '@pullback/core';
import { matmul, mul, relu, square, sub, sum } from '@pullback/ops';

const STEPS_PER_SAMPLE = 1_000;
const SAMPLES = 101;
const LEARNING_RATE = 0.001;

const random = new Random(1);
const x = random.normal([4, 2]);
const y = random.normal([4, 1]);
const parameters = {
  w1: new Parameter(random.normal([2, 16])),
  w2: new Parameter(random.normal([16, 1], { deviation: 0.25 })),
};

function step(): Tensor {
  const { w1, w2 } = parameters;
  const { value, gradient } = withGradient(parameters, () => sum(square(sub(matmul(relu(matmul(x, w1)), w2), y))));
  w1.assign(sub(w1, mul(gradient.w1, LEARNING_RATE)));
  w2.assign(sub(w2, mul(gradient.w2, LEARNING_RATE)));
  return value;
}

const first = step().item();
const times: number[] = [];
let last = first;
for (let sample = 0; sample < SAMPLES; sample++) {
  const start = process.hrtime.bigint();
  for (let i = 0; i < STEPS_PER_SAMPLE; i++) last = step().item();
  times.push(Number(process.hrtime.bigint() - start) / 1_000 / STEPS_PER_SAMPLE);
}
// The first half warms up the JavaScript engine.
const warm = times.slice(Math.floor(SAMPLES / 2)).sort((a, b) => a - b);
const quantile = (q: number): string => warm[Math.round(q * (warm.length - 1))]!.toFixed(2);

console.log('One eager step (forward, backward, update) of a 4×2→16→1 network, float32');
console.log(`  median ${quantile(0.5)} µs, middle half ${quantile(0.25)}…${quantile(0.75)} µs`);
console.log(
  `  ${warm.length} samples of ${STEPS_PER_SAMPLE} steps each; loss ${first.toFixed(4)} → ${last.toExponential(3)}`,
);
