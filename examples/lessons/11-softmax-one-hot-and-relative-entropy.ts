// Softmax, one-hot labels and relative entropy: a dense Jacobian never built, and the gradient of the loss.

import { formatNumbers, grad, jacobian, type Tensor, tensor, vjp } from '@pullback/core';
import { crossEntropy, klDivergence } from '@pullback/nn';
import {
  div,
  exp,
  log,
  logSoftmax,
  matmul,
  mul,
  neg,
  oneHot,
  softmax,
  square,
  sub,
  sum,
  transpose,
} from '@pullback/ops';

const dtype = 'float64';
const vector = (...entries: number[]) => tensor(entries, { dtype });
type Vector = ReturnType<typeof vector>;
function print(what: string, value: Tensor): void {
  // A macron is a character of its own, and takes no column.
  const macrons = what.split('\u0304').length - 1;
  console.log(`${what.padEnd(26 + macrons)}  ${formatNumbers(value).replaceAll('\n', `\n${' '.repeat(28)}`)}`);
}

// The Jacobian of softmax is dense; its VJP takes one sum.
const z = vector(1, 2, 4);
const p = softmax(z);
const J = jacobian(softmax, z);
const cotangent = vector(1, 0, 2);
const { pullback } = vjp(softmax, z);
print('p = softmax(z)', p);
print('Jacobian', J);
print('Jᵀ p̄, built', matmul(transpose(J), cotangent));
print('p ⊙ (p̄ − Σ p p̄)', mul(p, sub(cotangent, sum(mul(p, cotangent)))));
print('pullback(p̄)', pullback(cotangent));

// One-hot labels are corners, each as far from every other.
const corners = oneHot(tensor([0, 1, 2], { dtype: 'int32' }), 3, { dtype });
const squaredDistances = (from: Tensor) => sum(square(sub(corners, from)), 1);
console.log();
print('corner 0 to each, squared', squaredDistances(vector(1, 0, 0)));
print('corner 1 to each, squared', squaredDistances(vector(0, 1, 0)));
print('mean of 0 and 2, squared', squaredDistances(vector(0.5, 0, 0.5)));

// D(P‖Q) = Σ P ln(P / Q).
const P = vector(0.5, 0.25, 0.25);
const Q = vector(0.1, 0.6, 0.3);
const label = vector(0, 0, 1);
console.log();
print('D(P‖Q)', klDivergence(P, Q));
print('D(Q‖P)', klDivergence(Q, P));
print('D(P‖P)', klDivergence(P, P));
print('one-hot y: D(y‖p)', klDivergence(label, p));
print('one-hot y: −ln p[label]', neg(log(sum(mul(label, p)))));
print('one-hot y: cross-entropy', crossEntropy(z.reshape([1, 3]), label.reshape([1, 3])));

// The gradient of −Σ y ln softmax(z) is p Σy − y, which is p − y only where Σy = 1.
for (const y of [label, vector(0.25, 0, 0.25)]) {
  console.log();
  print('y', y);
  print('gradient, by grad', grad((z: Vector) => neg(sum(mul(y, logSoftmax(z)))))(z));
  print('p Σy − y', sub(mul(p, sum(y)), y));
  print('p − y', sub(p, y));
}

// The same logarithm three ways, for a logit that is large.
const large = vector(1000, 0);
const ratio = (z: Vector) => log(div(exp(z), sum(exp(z))));
console.log();
print('log(exp(z) / Σ exp(z))', ratio(large));
print('log(softmax(z))', log(softmax(large)));
print('logSoftmax(z)', logSoftmax(large));
print('gradient of −logSoftmax[1]', grad((z: Vector) => neg(sum(mul(vector(0, 1), logSoftmax(z)))))(large));
