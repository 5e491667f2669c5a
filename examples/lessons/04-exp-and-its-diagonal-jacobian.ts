// exp, entry by entry: its VJP takes n products, where its Jacobian has n² entries, nearly all of them 0.

import { formatNumbers, jacobian, ones, Random, Tape, type Tensor, tensor, vjp } from '@pullback/core';
import { describe } from '@pullback/inspect';
import { exp, matmul, mul } from '@pullback/ops';

const dtype = 'float64';
const MILLION = 1_000_000;

const z = tensor([0, 1, 2], { dtype });
const cotangent = tensor([1, 10, -1], { dtype });
const { value, pullback } = vjp(exp, z);
const J = jacobian(exp, z);
print('y = exp(z)', value);
print('its Jacobian: row i, column j is ∂yᵢ/∂zⱼ', J);
print('ȳ, a cotangent', cotangent);
print('z̄ = Jᵀ ȳ, with the Jacobian', matmul(J, cotangent, { transposeA: true }));
print('z̄ = exp(z) ⊙ ȳ, without', mul(exp(z), cotangent));
print('z̄ by the pullback of exp', pullback(cotangent));

/** One exp of n numbers, on a tape. */
function record(n: number) {
  const z = new Random(1).normal([n], { dtype }).named('z');
  const tape = new Tape();
  const y = tape.record(() => exp(z)).named('y');
  return { tape, y, z };
}

console.log('\n        n  Jacobian, entries        in bytes  VJP, products  kept, bytes');
for (const n of [3, 1000, MILLION]) {
  const { jacobianEntries, jacobianBytes, backwardFlop, keptBytes } = describe(record(n).tape).totals;
  const cells = [cell(n, 9), cell(jacobianEntries, 17), cell(jacobianBytes, 15), cell(backwardFlop, 13)];
  console.log(`${cells.join('  ')}  ${cell(keptBytes, 11)}`);
}

const large = record(MILLION);
console.log(`\n${describe(large.tape)}\n`);

try {
  jacobian(exp, large.z);
} catch (error) {
  console.log((error as Error).message.replaceAll('. ', '.\n'));
}

print('\nz', large.z);
const pulledBack = large.tape.gradient(large.y, large.z, { cotangent: ones([MILLION], { dtype }) });
print('z̄ for a ȳ of ones', pulledBack);

function print(what: string, value: Tensor): void {
  console.log(`${what}\n${formatNumbers(value)}`);
}

function cell(value: number, width: number): string {
  return value.toLocaleString('en').padStart(width);
}
