// The 2×2 network by hand: every number of the way forward, and of the way back.

import { formatNumbers, Parameter, Tape, tensor } from '@pullback/core';
import { describe, traceBackward } from '@pullback/inspect';
import { matmul, relu, square, sub, sum } from '@pullback/ops';

const matrix = (rows: readonly (readonly number[])[]) => tensor(rows, { dtype: 'float64' });
const x = matrix([
  [1, 0],
  [1, 1],
]).named('x');
const y = matrix([
  [2, 1],
  [1, 6],
]).named('y');
const W1 = new Parameter(
  matrix([
    [1, -1],
    [1, 2],
  ]),
  'W1',
);
const W2 = new Parameter(
  matrix([
    [1, 2],
    [0, 1],
  ]),
  'W2',
);

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
