// See a tape, check gradients, and compare them with those derived by hand.

export * from './checkGradients';
export * from './compareGradients';
export type { Cotangents, Formula } from './derivation';
export type { Difference, Worst } from './difference';
export type { NumericCheck } from './numericCheck';
