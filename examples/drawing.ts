// The two-layer network as a picture, `tape.svg`: values go along solid arrows, cotangents back along dashed ones.

import { writeFileSync } from 'node:fs';
import { Parameter, Random, Tape } from '@pullback/core';
import { toSvg } from '@pullback/inspect';
import { matmul, relu, square, sub, sum } from '@pullback/ops';

const random = new Random(1);
const x = random.normal([64, 1000]).named('x');
const y = random.normal([64, 8]).named('y');
const W1 = new Parameter(random.normal([1000, 100]), 'W1');
const W2 = new Parameter(random.normal([100, 8]), 'W2');

const tape = new Tape();
const loss = tape.record(() => {
  const a = relu(matmul(x, W1).named('h')).named('a');
  const p = matmul(a, W2).named('p');
  return sum(square(sub(p, y).named('e')).named('q')).named('L');
});
const title = 'The two-layer network';
writeFileSync('tape.svg', toSvg(tape, { sources: { W1, W2 }, target: loss, direction: 'right', title }));
