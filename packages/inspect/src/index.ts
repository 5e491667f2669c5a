// See a tape, check gradients, and compare them with those derived by hand.

export * from './adjointTest';
export * from './checkGradients';
export * from './compareGradients';
export * from './costOfModes';
export type { Formula, Formulas, Values } from './derivation';
export * from './describe';
export type { Difference, Worst } from './difference';
export * from './explainMismatch';
export type { Structure } from './jacobianStructure';
export * from './materializeJacobian';
export type { NumericCheck } from './numericCheck';
export type { Style } from './style';
export * from './sweepSteps';
export * from './traceBackward';
