// Derivations that look right, that people write, and that are wrong; each departs from the right one in one place.

import { Parameter, Random, Tape, type Tensor, tensor } from '@pullback/core';
import { type ComparisonReport, compareGradients } from '@pullback/inspect';
import { div, exp, log, matmul, mean, mul, relu, square, sub, sum } from '@pullback/ops';
import { checkGradients } from './check';
import { type Batch, batchOf, type Sample } from './dataset';
import { type Context, type Derivation, where } from './derivation';
import type { Weights } from './network';

export interface WrongDerivation {
  readonly claim: string;
  readonly right: string;
  /** Where it is tried. */
  readonly on: string;
  readonly compare: () => ComparisonReport;
}

/** The step size in the mistakes that have one. */
const RATE = 1e-3;

export function wrongDerivations(samples: readonly Sample[], classes: number, weights: Weights): WrongDerivation[] {
  const onBatch =
    (batch: Batch, changes: (context: Context) => Partial<Derivation>): (() => ComparisonReport) =>
    () =>
      checkGradients(batch, weights, changes).report;
  const batch = batchOf(samples, classes, 'float64');
  // An image without ink makes every h of its row exactly 0.
  const blank: Sample = { pixels: samples[0]!.pixels.map(() => 0), label: 0 };
  const withBlank = batchOf([...samples, blank], classes, 'float64');
  return [
    {
      claim: 'ā = W2ᵀ p̄, the operands in the wrong order',
      right: 'ā = p̄ W2ᵀ',
      on: 'this network',
      compare: onBatch(batch, ({ W2 }) => ({ a: (bar) => matmul(W2, bar.p, { transposeA: true }) })),
    },
    {
      claim: 'h̄ = ā where ā ≥ 0, else 0: the gate set by the cotangent',
      right: 'h̄ = ā ⊙ [h > 0]: the gate is set by the input',
      on: 'this network',
      compare: onBatch(batch, () => ({ h: (bar) => relu(bar.a) })),
    },
    {
      claim: 'W̄1 = (x W2)ᵀ p̄ where ā ≥ 0',
      right: 'W̄1 = xᵀ ((p̄ W2ᵀ) ⊙ [h > 0])',
      on: 'this network',
      compare: onBatch(batch, ({ x, W2 }) => ({
        W1: (bar) => mul(matmul(matmul(x, W2), bar.p, { transposeA: true }), isNonNegative(bar.a)),
      })),
    },
    {
      claim: '∂p/∂W1 acts as aᵀ, with W1 written for W2',
      right: '∂p/∂W2 acts as aᵀ, and W̄1 = xᵀ h̄',
      on: 'this network',
      compare: onBatch(batch, ({ a }) => ({ W1: (bar) => matmul(a, bar.p, { transposeA: true }) })),
    },
    {
      claim: 'ā = p̄ (W2 - l W̄2)ᵀ, with W2 updated before it is used',
      right: 'ā = p̄ W2ᵀ: weights are updated when all gradients are known',
      on: 'this network',
      compare: onBatch(batch, ({ W2 }) => ({
        a: (bar) => matmul(bar.p, sub(W2, mul(bar.W2, RATE)), { transposeB: true }),
      })),
    },
    {
      claim: 'h̄ = ā, then 0 where h < 0: slope 1 at h = 0',
      right: 'h̄ = ā ⊙ [h > 0]: slope 0 at h = 0, by convention',
      on: 'this network and one blank image, where every h is 0',
      compare: onBatch(withBlank, ({ h }) => ({ h: (bar) => mul(bar.a, isNonNegative(h)) })),
    },
    {
      claim: 'w̄ = (1/|B|) ∂L/∂w Σ f(xᵢ, w) for a mini-batch B',
      right: 'w̄ = (1/|B|) Σ ∇ℓ(f(xᵢ, w), yᵢ)',
      on: 'f = w x with w = 1, x = (-1, -2), y = (-3, -3)',
      compare: compareMiniBatch,
    },
    {
      claim: 'z̄ = softmax(z) - y for L = -Σ y log softmax(z)',
      right: 'z̄ = softmax(z) Σy - y: the short form needs Σy = 1',
      on: 'soft labels whose sums are not 1',
      compare: compareSoftmax,
    },
  ];
}

function isNonNegative(values: Tensor): Tensor {
  return where(values, (value) => value >= 0);
}

/** `L = mean((w x - y)²)`. The claim multiplies the loss's slope with the sum of the predictions. */
function compareMiniBatch(): ComparisonReport {
  const w = new Parameter(tensor(1, { dtype: 'float64' }), 'w');
  const x = tensor([-1, -2], { dtype: 'float64' });
  const y = tensor([-3, -3], { dtype: 'float64' });
  const tape = new Tape();
  const { f, loss } = tape.record(() => {
    const f = mul(x, w).named('f');
    return { f, loss: mean(square(sub(f, y))) };
  });
  const slope = mul(2, sum(mul(sub(f, y), x)));
  return compareGradients(tape, loss, { w }, { w: () => mul(div(slope, x.size), sum(f)) });
}

/** `L = -Σ y log softmax(z)`, each row a sample. */
function compareSoftmax(): ComparisonReport {
  const random = new Random(3);
  const z = random.normal([3, 5], { dtype: 'float64' }).named('z');
  const y = random.uniform([3, 5], { dtype: 'float64' }).named('y');
  const tape = new Tape();
  const loss = tape.record(() => {
    const logSoftmax = sub(z, log(sum(exp(z).named('exp(z)'), -1, { keepDims: true })));
    return mul(sum(mul(y, logSoftmax)), -1);
  });
  return compareGradients(tape, loss, { z }, { z: () => sub(div(exp(z), sum(exp(z), -1, { keepDims: true })), y) });
}
