// The 64×1000→100→8 network: what its way back costs, its training, and why both weights wait for all gradients.

import { formatNumbers, Parameter, Random, Tape, tensor, withGradient } from '@pullback/core';
import { describe } from '@pullback/inspect';
import { greater, matmul, mul, oneHot, relu, square, sub, sum, where } from '@pullback/ops';

const [samples, features, hidden, classes] = [64, 1000, 100, 8] as const;
const dtype = 'float64';
const random = new Random(1);
const x = random.normal([samples, features], { dtype }).named('x');
const labels = tensor(
  Array.from({ length: samples }, (_, i) => i % classes),
  { dtype: 'int32' },
);
const y = oneHot(labels, classes, { dtype }).named('y');
const W1 = new Parameter(random.normal([features, hidden], { deviation: 0.03, dtype }), 'W1');
const W2 = new Parameter(random.normal([hidden, classes], { deviation: 0.1, dtype }), 'W2');

function lossOf() {
  const h = matmul(x, W1).named('h');
  const a = relu(h).named('a');
  const p = matmul(a, W2).named('p');
  return sum(square(sub(p, y).named('e')).named('q')).named('L');
}

const tape = new Tape();
tape.record(lossOf);
const description = describe(tape, { sources: { W1, W2 } });
console.log(String(description));

console.log('\nVJP              flop  entries of its Jacobian');
for (const { pullbacks } of description.nodes) {
  for (const { formula, flop, jacobian } of pullbacks.filter(({ input }) => /^W/.test(input))) {
    const entries = (jacobian.rows * jacobian.columns).toLocaleString('en');
    console.log(`${formula}  ${flop!.toLocaleString('en').padStart(10)}  ${entries.padStart(23)}`);
  }
}

console.log('\nstep     loss');
const rate = 0.0003;
for (let step = 0; step <= 10; step++) {
  const { value, gradient } = withGradient({ W1, W2 }, lossOf);
  W1.assign(sub(W1, mul(gradient.W1, rate)));
  W2.assign(sub(W2, mul(gradient.W2, rate)));
  if (step % 2 === 0) console.log(`${String(step).padStart(4)}  ${value.item().toFixed(2).padStart(7)}`);
}

// The 2×2 network of lesson 7, small enough to see what goes wrong if W2 takes its step before W1 has its gradient.
const matrix = (...entries: number[]) => tensor(entries, { shape: [2, 2], dtype });
const small = { x: matrix(1, 0, 1, 1), y: matrix(2, 1, 1, 6) };
const V1 = new Parameter(matrix(1, -1, 1, 2), 'W1');
const V2 = new Parameter(matrix(1, 2, 0, 1), 'W2');

const smallTape = new Tape();
const { h, a, p, loss } = smallTape.record(() => {
  const h = matmul(small.x, V1);
  const a = relu(h);
  const p = matmul(a, V2);
  return { h, a, p, loss: sum(square(sub(p, small.y))) };
});
const G = mul(sub(p, small.y), 2);
const firstWeights = () =>
  matmul(small.x, where(greater(h, 0), matmul(G, V2, { transposeB: true }), 0), { transposeA: true });
console.log(`\nW̄1, by the W2 of the forward pass:\n${formatNumbers(firstWeights())}`);
V2.assign(sub(V2, mul(matmul(a, G, { transposeA: true }), 0.1)));
console.log(`W̄1, by the W2 after its step:\n${formatNumbers(firstWeights())}`);

try {
  smallTape.gradient(loss, V1);
} catch (error) {
  console.log(`\n${(error as Error).message.replaceAll('. ', '.\n')}`);
}
