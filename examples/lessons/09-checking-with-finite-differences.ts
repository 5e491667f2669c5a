// Checking with finite differences: which step, which formula, which cotangent, and what happens at a bend.

import { customVjp, grad, Random, scalar, type Tensor, tensor } from '@pullback/core';
import { checkGradients, type GradientReport } from '@pullback/inspect';
import { exp, relu, sum, tanh, transpose } from '@pullback/ops';

const dtype = 'float64';
type Phi = (t: number) => number;

const central = (phi: Phi, t: number, h: number) => (phi(t + h) - phi(t - h)) / (2 * h);
const fivePoint = (phi: Phi, t: number, h: number) =>
  (phi(t - 2 * h) - 8 * phi(t - h) + 8 * phi(t + h) - phi(t + 2 * h)) / (12 * h);

// The derivative of eᵗ at 1, and how far off each formula is.
const expOf: Phi = (t) => exp(scalar(t, { dtype })).item();
const slope = grad((t: Tensor<readonly []>) => exp(t))(scalar(1, { dtype })).item();
const order = (estimate: number) => Math.round(Math.log10(Math.abs(estimate - slope)));
console.log(`the derivative of eᵗ at 1, by grad: ${slope.toFixed(6)}\n`);
console.log('h      central  five-point');
for (let digits = 1; digits <= 12; digits++) {
  const h = Number(`1e-${digits}`);
  const errors = [order(central(expOf, 1, h)), order(fivePoint(expOf, 1, h))].map((power) => `1e${power}`);
  console.log(`${`1e-${digits}`.padEnd(5)}  ${errors[0]!.padEnd(7)}  ${errors[1]}`);
}

// A transposition whose pullback forgets to transpose back.
const forgetful = customVjp({
  name: 'forgetful',
  forward: (x: Tensor<readonly [3, 3]>) => transpose(x),
  vjp: () => [(cotangent) => cotangent],
});
const verdict = ({ isRight }: GradientReport) => (isRight ? 'right' : 'WRONG');
const random = new Random(1);
const x = random.normal([3, 3], { dtype });
console.log(`\nforgetful, under a cotangent of ones:  ${verdict(checkGradients((x) => sum(forgetful(x)), x))}`);
console.log(`forgetful, under random cotangents:    ${verdict(checkGradients(forgetful, x))}`);
console.log(`transpose, under random cotangents:    ${verdict(checkGradients((x) => transpose(x), x))}`);
console.log(`tanh, first and second derivatives:    ${verdict(checkGradients(tanh, x, { order: 2 }))}`);

// relu bends at 0: beside it a step can cross the bend, and at it there is no derivative.
const reluOf: Phi = (t) => relu(scalar(t, { dtype })).item();
const reluSlope = grad((t: Tensor<readonly []>) => relu(t));
console.log('\nrelu at t  h       central  grad');
for (const [t, h] of [
  [0.004, 0.01],
  [0.004, 0.001],
  [0, 0.01],
  [0, 0.00001],
] as const) {
  const [numeric, automatic] = [central(reluOf, t, h), reluSlope(scalar(t, { dtype })).item()];
  console.log(`${String(t).padEnd(9)}  ${h.toExponential(0).padEnd(6)}  ${numeric.toFixed(2).padEnd(7)}  ${automatic}`);
}

const report = checkGradients(relu, tensor([-1, 0, 0.0001, 2], { dtype }));
const [{ entries, kinks }] = report.checks as [GradientReport['checks'][number]];
console.log(`\nrelu at -1, 0, 0.0001 and 2:  ${verdict(report)}, ${entries} tried, ${kinks} kink`);
