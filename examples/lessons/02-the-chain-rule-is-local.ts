// A chain of four ops: each knows its own rule and no other, and a cotangent is handed from one to the next.

import { replay, Tape, type Tensor, tensor, vjp } from '@pullback/core';
import { traceBackward } from '@pullback/inspect';
import { log, mul, square, sub } from '@pullback/ops';

const scalar = (value: number) => tensor(value, { dtype: 'float64' });

const x = scalar(3).named('x');
const tape = new Tape();
const { a, b, c, L } = tape.record(() => {
  const a = mul(x, 3).named('a');
  const b = sub(a, 5).named('b');
  const c = square(b).named('c');
  return { a, b, c, L: log(c).named('L') };
});
console.log(String(tape));

// What a cotangent is: move a value by a little, and see by how much more, or less, the target moves.
const STEP = 1e-6;
console.log('\nvalue             moved by 0.000001, L moves by   that is, times   cotangent');
const values = { x, a, b, c, L };
for (const [name, cotangent] of Object.entries(tape.gradient(L, values))) {
  const value = values[name as keyof typeof values];
  const moved = replay(tape.nodes, L, new Map([[value, scalar(value.item() + STEP)]]));
  const change = moved.item() - L.item();
  const cells = [change.toFixed(10).padStart(28), (change / STEP).toFixed(4).padStart(16)];
  console.log(`${`${name} = ${value.item().toFixed(4)}`.padEnd(17)} ${cells.join(' ')}${show(cotangent, 12)}`);
}

// One op by itself: it is given a cotangent of its output, and has no need to know where that comes from.
const { value, pullback } = vjp(square, b);
console.log(`\nsquare at b = ${b.item()} gives ${value.item()}`);
for (const cotangent of [1, 0.0625, -10]) {
  console.log(`  handed ${show(scalar(cotangent), 8)}, it hands back ${show(pullback(scalar(cotangent)), 8)}`);
}

// Forward once, keeping each op's pullback; then back through them, from the seed 1.
const steps = [(t: Tensor) => mul(t, 3), (t: Tensor) => sub(t, 5), square, log];
const pullbacks: ((cotangent: Tensor) => Tensor)[] = [];
let primal: Tensor = x;
for (const step of steps) {
  const { value, pullback } = vjp(step, primal);
  primal = value;
  pullbacks.push(pullback);
}
let cotangent: Tensor = scalar(1);
for (const pullback of pullbacks.reverse()) cotangent = pullback(cotangent);
console.log(`\nfour pullbacks, from the last to the first: ${cotangent.item()}`);

console.log('\nthe same walk on the tape:');
for (const step of traceBackward(tape, L, { x })) console.log(String(step));

console.log(`\nfrom the seed 10: ${tape.gradient(L, x, { cotangent: scalar(10) }).item()}`);

function show(tensor: Tensor, width: number): string {
  return tensor.item().toFixed(4).padStart(width);
}
