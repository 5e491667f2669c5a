import { Parameter, Random, Tape } from '@pullback/core';
import { compareGradients } from '@pullback/inspect';
import { matmul, square, sub, sum } from '@pullback/ops';

const random = new Random(4);
const x = random.normal([4, 2], { dtype: 'float64' });
const y = random.normal([4, 3], { dtype: 'float64' });
const W = new Parameter(random.normal([2, 3], { dtype: 'float64' }), 'W');

const tape = new Tape();
const p = tape.record(() => matmul(x, W));
const loss = tape.record(() => sum(square(sub(p, y))));

const values = { p, W };
const report = compareGradients(tape, loss, values, {
  p: () => sub(p, y), // forgot the 2
  W: (bar) => matmul(x, bar.p, { transposeA: true }), // right, given p̄
});
console.log(String(report));
