// The L2 loss against cross-entropy for classification, and the gradients that tell them apart.

import { grad, Random, type Tensor, tensor, withGradient } from '@pullback/core';
import {
  accuracy,
  crossEntropy,
  Dataset,
  klDivergence,
  Linear,
  negativeLogLikelihood,
  Sequential,
  SGD,
  sumSquaredError,
  Tanh,
} from '@pullback/nn';
import { div, logSoftmax, mul, oneHot, softmax, sub, sum } from '@pullback/ops';

const SEED = 1;
const CLASSES = 4;
const RATE = 0.1;
const EPOCHS = [0, 1, 2, 5, 10, 20];
const dtype = 'float64';

// Four clouds of points around the corners of a square, which overlap.
const random = new Random(SEED);
const labels = Array.from({ length: 400 }, (_, i) => i % CLASSES);
const points = labels.map((label) => {
  const [x, y] = random.normal([2], { deviation: 0.6, dtype }).data;
  return [x! + (label < 2 ? -1 : 1), y! + (label % 2 === 0 ? -1 : 1)];
});
const { training, validation } = Dataset.fromArrays({ inputs: points, labels }, { dtype }).split({
  validation: 0.5,
  random,
});

const y = (labels: Tensor) => oneHot(labels, CLASSES, { dtype });
const squared = (logits: Tensor, target: Tensor) => sumSquaredError(softmax(logits), target);
const L2 = (logits: Tensor, labels: Tensor) => div(squared(logits, y(labels)), labels.size);

/** The accuracy on the points held out, in percent, after each of `EPOCHS`, from a start as sure of class 0 as `bias` says. */
function train(loss: (logits: Tensor, labels: Tensor) => Tensor, bias: number): string {
  const random = new Random(SEED + 1);
  const output = new Linear(16, CLASSES, { random, dtype });
  if (bias !== 0) output.bias?.assign(tensor([bias, 0, 0, 0], { dtype }));
  const model = new Sequential(new Linear(2, 16, { random, dtype }), new Tanh(), output);
  const weights = model.parameters();
  const optimizer = new SGD(weights, { learningRate: RATE });
  const row: string[] = [];
  for (let epoch = 0; epoch <= EPOCHS.at(-1)!; epoch++) {
    const right = accuracy(model.forward(validation.inputs), validation.targets);
    if (EPOCHS.includes(epoch)) row.push((100 * right).toFixed(1).padStart(7));
    for (const { inputs, targets } of training.batches({ size: 20, random })) {
      optimizer.step(withGradient(weights, () => loss(model.forward(inputs), targets)).gradient);
    }
  }
  return row.join('');
}

console.log(`Held-out accuracy in %, after epochs  ${EPOCHS.map((epoch) => String(epoch).padStart(7)).join('')}`);
console.log(`usual start            L2             ${train(L2, 0)}`);
console.log(`                       cross-entropy  ${train(crossEntropy, 0)}`);
console.log(`sure of class 0        L2             ${train(L2, 10)}`);
console.log(`                       cross-entropy  ${train(crossEntropy, 10)}`);

console.log('\nThe label is class 1. Slopes of both losses in its logit, for logits (z, 0) ever more wrong:');
console.log('    z    p of label   p (1 - p)           L2   cross-entropy');
const truth = tensor([0, 1], { dtype });
for (const z of [0, 1, 2, 5, 10, 20]) {
  const logits = tensor([z, 0], { dtype });
  const p = softmax(logits).data[1]!;
  const slopes = [squared, crossEntropy].map((loss) => grad((x: Tensor) => loss(x, truth))(logits).data[1]!);
  const cells = [p, p * (1 - p), ...slopes].map((value) => value.toPrecision(2).padStart(12));
  console.log(`${String(z).padStart(5)} ${cells.join(' ')}`);
}

console.log('\nRelative entropy D(P‖Q) = Σ P ln(P / Q), and cross-entropy -Σ P ln Q, of Q = softmax(2, 0.5, -1):');
const logits = tensor([2, 0.5, -1], { dtype });
const Q = softmax(logits);
for (const P of [
  [0, 1, 0],
  [0.2, 0.7, 0.1],
]) {
  const target = tensor(P, { dtype });
  const D = klDivergence(target, Q).item().toFixed(4);
  const H = crossEntropy(logits, target).item().toFixed(4);
  console.log(`${`P = (${P.join(', ')})`.padEnd(24)}D(P‖Q) = ${D}   cross-entropy = ${H}`);
}
const ofLabel = negativeLogLikelihood(logSoftmax(logits), tensor(1, { dtype: 'int32' }));
console.log(`${'label 1'.padEnd(24)}-ln q₁  = ${ofLabel.item().toFixed(4)}`);

console.log('\nThe gradient of cross-entropy in these logits, for labels y that sum to 1, and that do not:');
for (const y of [
  [0.2, 0.7, 0.1],
  [0.2, 0.2, 0.1],
]) {
  const target = tensor(y, { dtype });
  const total = sum(target);
  console.log(`y = (${y.join(', ')}), Σy = ${total.item().toFixed(1)}`);
  show('  by grad', grad((x: Tensor) => crossEntropy(x, target))(logits));
  show('  p Σy - y', sub(mul(Q, total), target));
  show('  p - y', sub(Q, target));
}

console.log('\nDistances between labels      0 to 1   1 to 2   0 to 2   mean of 0 and 2 to 1');
const distance = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((x, i) => x - b[i]!));
for (const [name, a, b, c] of [
  ['one-hot corners', [1, 0, 0], [0, 1, 0], [0, 0, 1]],
  ['numbers', [0], [1], [2]],
] as const) {
  const mean = a.map((x, i) => (x + c[i]!) / 2);
  const found = [distance(a, b), distance(b, c), distance(a, c), distance(mean, b)];
  console.log(name.padEnd(27) + found.map((value) => value.toFixed(2).padStart(9)).join(''));
}

function show(what: string, values: Tensor): void {
  const cells = [...values.data].map((value) => value.toFixed(4).padStart(8));
  console.log(`${what.padEnd(12)}${cells.join(' ')}`);
}
