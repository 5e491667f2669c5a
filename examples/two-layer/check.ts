// The network on a tape, and its gradients three ways.

import { Tape } from '@pullback/core';
import { type ComparisonReport, compareGradients } from '@pullback/inspect';
import type { Batch } from './dataset';
import { type Context, type Derivation, deriveByHand, type Values } from './derivation';
import { forward, type Weights } from './network';

/** Entries of each value to try by finite differences: enough to see, few enough to wait for. */
const ENTRIES = 200;
/** Between its bends the loss is a polynomial of degree 2 in each entry, for which the five-point formula is exact. */
const STEP = 1e-2;
/** What is more than rounding. */
const TOLERANCE = 1e-10;

export interface Checked {
  readonly tape: Tape;
  readonly report: ComparisonReport;
}

/** Compares the derivation by hand, with `changes` made to it, with autograd and finite differences; all in float64. */
export function checkGradients(
  { x, y }: Batch,
  weights: Weights,
  changes: (context: Context) => Partial<Derivation> = () => ({}),
): Checked {
  const tape = new Tape();
  const context = { x, y, ...weights, ...tape.record(() => forward(x, y, weights)) };
  const { W1, W2, h, a, p, loss } = context;
  const values: Values = { p, W2, a, h, W1 };
  const formulas = { ...deriveByHand(context), ...changes(context) };
  return {
    tape,
    report: compareGradients(tape, loss, values, formulas, {
      entries: ENTRIES,
      step: STEP,
      numericTolerance: TOLERANCE,
    }),
  };
}
