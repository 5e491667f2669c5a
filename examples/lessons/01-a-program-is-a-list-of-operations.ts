// A program that has run leaves a list of operations, and the list alone is enough to go forward again, and back.

import { replay, Tape, type Tensor, tensor } from '@pullback/core';
import { add, mul, neg, square } from '@pullback/ops';

const scalar = (value: number) => tensor(value, { dtype: 'float64' });

let runs = 0;

/** `p = 2 x² - 3 x - 5` by Horner's rule, then `p²` or `-p`: a loop and a branch. */
function program(x: Tensor): Tensor {
  runs++;
  let p: Tensor = scalar(2);
  for (const coefficient of [-3, -5]) p = add(mul(p, x), coefficient);
  p.named('p');
  return p.item() > 0 ? square(p) : neg(p);
}

const x = scalar(3).named('x');
const tape = new Tape();
const L = tape.record(() => program(x)).named('L');
console.log(String(tape));

const madeBy = new Map(tape.nodes.map(({ output }, i) => [output, i + 1]));
const origin = (input: Tensor) => (madeBy.has(input) ? `node ${madeBy.get(input)}` : (input.name ?? 'a number'));

console.log('\nnode  op      value  its inputs come from');
for (const [i, { primitive, inputs, output }] of tape.nodes.entries()) {
  const cells = [String(i + 1).padStart(4), primitive.name.padEnd(6), String(output.item()).padStart(5)];
  console.log(`${cells.join('  ')}  ${inputs.map(origin).join(' and ')}`);
}

console.log(`\nthe gradient, from the tape          ${tape.gradient(L, x).item()}`);
console.log(`and by hand, 2 p (4 x - 3)           ${2 * 4 * (4 * 3 - 3)}`);
console.log(`the program has run                  ${runs} time`);

const two = scalar(2).named('x');
console.log(`\nthe list again, from x = 2           ${replay(tape.nodes, L, new Map([[x, two]])).item()}`);
console.log(`the program again, from x = 2        ${program(two).item()}`);

const other = new Tape();
const M = other.record(() => program(two)).named('L');
console.log(`\n${other}\nits gradient                         ${other.gradient(M, two).item()}`);
