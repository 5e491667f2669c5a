// Formulas for the 2×2 network that look right and are wrong: what each gives, what finds it, and what lets it pass.

import { formatNumbers, Parameter, Random, Tape, type Tensor, tensor } from '@pullback/core';
import { type ComparisonReport, compareGradients } from '@pullback/inspect';
import { greater, greaterEqual, matmul, mul, relu, square, sub, sum, where } from '@pullback/ops';

type Name = 'p' | 'W2' | 'a' | 'h' | 'W1';
type Cotangents = Readonly<Record<Name, Tensor>>;
type Formula = (bar: Cotangents) => Tensor;
type Network = ReturnType<typeof network>;

/** The network on its tape, and the right formula of each cotangent. */
function network(x: Tensor, y: Tensor, first: Tensor, second: Tensor) {
  const [W1, W2] = [new Parameter(first, 'W1'), new Parameter(second, 'W2')];
  const tape = new Tape();
  const { h, a, p, loss } = tape.record(() => {
    const h = matmul(x, W1).named('h');
    const a = relu(h).named('a');
    const p = matmul(a, W2).named('p');
    return { h, a, p, loss: sum(square(sub(p, y))) };
  });
  const right: Record<Name, Formula> = {
    p: () => mul(sub(p, y), 2),
    W2: (bar) => matmul(a, bar.p, { transposeA: true }),
    a: (bar) => matmul(bar.p, W2, { transposeB: true }),
    h: (bar) => where(greater(h, 0), bar.a, 0),
    W1: (bar) => matmul(x, bar.h, { transposeA: true }),
  };
  return { x, h, a, W2, tape, loss, values: { p, W2, a, h, W1 }, right };
}

const matrix = (...numbers: number[]) => tensor(numbers, { shape: [2, 2], dtype: 'float64' });
const [y, W1, W2] = [matrix(2, 1, 1, 6), matrix(1, -1, 1, 2), matrix(1, 2, 0, 1)];
const small = network(matrix(1, 0, 1, 1), y, W1, W2);
const withBlank = network(matrix(1, 0, 0, 0), y, W1, W2);

/** A network of these sizes, with numbers that are drawn. */
function drawn(samples: number, features: number, hidden: number, classes: number): Network {
  const random = new Random(1);
  const draw = (rows: number, columns: number) => random.normal([rows, columns], { dtype: 'float64' });
  return network(draw(samples, features), draw(samples, classes), draw(features, hidden), draw(hidden, classes));
}
const [equal, unequal] = [drawn(3, 3, 3, 3), drawn(2, 3, 5, 7)];

/** A formula for the cotangent of one value, to be tried on networks. */
interface Claim {
  readonly text: string;
  readonly name: Name;
  readonly on: (network: Network) => Formula;
}
const claims: readonly Claim[] = [
  {
    text: 'ā = W2ᵀ p̄',
    name: 'a',
    on:
      ({ W2 }) =>
      (bar) =>
        matmul(W2, bar.p, { transposeA: true }),
  },
  { text: 'h̄ = ā where ā ≥ 0, else 0', name: 'h', on: () => (bar) => where(greaterEqual(bar.a, 0), bar.a, 0) },
  {
    text: 'W̄1 = (x W2)ᵀ p̄ where ā ≥ 0, else 0',
    name: 'W1',
    on:
      ({ x, W2 }) =>
      (bar) =>
        where(greaterEqual(bar.a, 0), matmul(matmul(x, W2), bar.p, { transposeA: true }), 0),
  },
  {
    text: 'W̄1 = aᵀ p̄',
    name: 'W1',
    on:
      ({ a }) =>
      (bar) =>
        matmul(a, bar.p, { transposeA: true }),
  },
  {
    text: 'ā = p̄ (W2 - 0.1 W̄2)ᵀ',
    name: 'a',
    on:
      ({ W2 }) =>
      (bar) =>
        matmul(bar.p, sub(W2, mul(bar.W2, 0.1)), { transposeB: true }),
  },
  {
    text: 'h̄ = ā where h ≥ 0, else 0',
    name: 'h',
    on:
      ({ h }) =>
      (bar) =>
        where(greaterEqual(h, 0), bar.a, 0),
  },
];

for (const claim of claims) {
  show(claim, small);
  console.log(`  at 3,3,3,3  ${findingOf(claim, equal)}`);
  console.log(`  at 2,3,5,7  ${findingOf(claim, unequal)}`);
}
const slopeAtZero = claims.at(-1)!;
show({ ...slopeAtZero, text: `${slopeAtZero.text}; the second sample blank` }, withBlank);

function show(claim: Claim, network: Network): void {
  const right = cotangentsOf(network);
  const verdicts = compare(claim, network).comparisons.map(({ name, verdict }) => `${name} ${verdict}`);
  console.log(`${claim === claims[0] ? '' : '\n'}${claim.text}`);
  console.log(`  gives       ${formatNumbers(claim.on(network)(right), { oneLine: true })}`);
  console.log(`  right is    ${formatNumbers(right[claim.name], { oneLine: true })}`);
  console.log(`  verdicts    ${verdicts.join(', ')}`);
  console.log(`  at 2,2,2,2  ${findingOf(claim, network)}`);
}

function cotangentsOf({ tape, loss, values }: Network): Cotangents {
  return tape.gradient(loss, values);
}

function compare({ name, on }: Claim, network: Network): ComparisonReport {
  const { tape, loss, values, right } = network;
  return compareGradients(tape, loss, values, { ...right, [name]: on(network) });
}

/** Why the formula is refused, or else the mistake that explains its numbers. */
function findingOf(claim: Claim, network: Network): string {
  const { firstWrong } = compare(claim, network);
  if (firstWrong === undefined) return 'right';
  const { problem, explanation } = firstWrong;
  if (problem !== undefined) return problem;
  return explanation?.text ?? 'wrong, by no mistake that is known';
}
