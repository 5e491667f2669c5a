// The 2×2 network: every number of the way forward and of the way back, by the machine and from paper.

import { formatNumbers, Parameter, Tape, tensor } from '@pullback/core';
import { compareGradients, describe, traceBackward } from '@pullback/inspect';
import { matmul, relu, square, sub, sum } from '@pullback/ops';

/** A 2×2 matrix, from its numbers row by row. */
const matrix = (...[a, b, c, d]: [number, number, number, number]) =>
  tensor(
    [
      [a, b],
      [c, d],
    ],
    { dtype: 'float64' },
  );
const x = matrix(1, 0, 1, 1).named('x');
const y = matrix(2, 1, 1, 6).named('y');
const W1 = new Parameter(matrix(1, -1, 1, 2), 'W1');
const W2 = new Parameter(matrix(1, 2, 0, 1), 'W2');

const tape = new Tape();
const { h, a, p, loss } = tape.record(() => {
  const h = matmul(x, W1).named('h');
  const a = relu(h).named('a');
  const p = matmul(a, W2).named('p');
  const e = sub(p, y).named('e');
  const q = square(e).named('q');
  return { h, a, p, loss: sum(q).named('L') };
});

for (const value of [x, W1, h, a, W2, p, y, loss]) {
  console.log(`${value.name} =\n${formatNumbers(value)}`);
}

console.log(`\n${describe(tape, { sources: { W1, W2 } })}\n`);

for (const step of traceBackward(tape, loss, { W1, W2 })) console.log(String(step));

// The cotangents as they were worked out on paper: numbers, no formulas.
const values = { p, W2, a, h, W1 };
const report = compareGradients(tape, loss, values, {
  p: () => matrix(-2, 2, 2, -2),
  W2: () => matrix(2, -2, 2, -2),
  a: () => matrix(2, 2, -2, -2),
  h: () => matrix(2, 0, -2, -2),
  W1: () => matrix(0, -2, -2, -2),
});
console.log(`\n${report}`);
