// The gradients of the network, derived by hand.

import { type Tensor, tensor } from '@pullback/core';
import type { Formulas } from '@pullback/inspect';
import { matmul, mul, sub } from '@pullback/ops';
import type { Forward, Weights } from './network';

/** The values whose cotangents are derived. */
export type Value = 'p' | 'W2' | 'a' | 'h' | 'W1';
export type Values = Readonly<Record<Value, Tensor>>;
export type Derivation = Formulas<Values>;

/** What the formulas are about. */
export interface Context extends Forward, Weights {
  readonly x: Tensor;
  readonly y: Tensor;
}

/** How each formula is written, for print. */
export const FORMULAS: Readonly<Record<Value, string>> = {
  p: 'p̄  = 2 (p - y)',
  W2: 'W̄2 = aᵀ p̄',
  a: 'ā  = p̄ W2ᵀ',
  h: 'h̄  = ā ⊙ [h > 0]',
  W1: 'W̄1 = xᵀ h̄',
};

/** The derivation that is right. Here `p`, `a`, `h` among the arguments are the cotangents of those values. */
export function deriveByHand({ x, y, h, a, p, W2 }: Context): Derivation {
  return {
    p: () => mul(2, sub(p, y)),
    W2: (bar) => matmul(a, bar.p, { transposeA: true }),
    a: (bar) => matmul(bar.p, W2, { transposeB: true }),
    h: (bar) =>
      mul(
        bar.a,
        where(h, (value) => value > 0),
      ),
    W1: (bar) => matmul(x, bar.h, { transposeA: true }),
  };
}

/** 1 where the condition holds, else 0. */
export function where(tensorToTest: Tensor, condition: (value: number) => boolean): Tensor {
  const mask = Float64Array.from(tensorToTest.data, (value) => (condition(value) ? 1 : 0));
  return tensor(mask, { shape: tensorToTest.shape });
}
