// See a tape, check gradients, and compare them with those derived by hand.

export * from './checkGradients';
export * from './compareGradients';
export type { Formula, Formulas, Values } from './derivation';
export * from './describe';
export type { Difference, Worst } from './difference';
export type { GraphOptions } from './drawing/drawOptions';
export type { Box, Edge, FoldBox, Graph, NodeBox, ValueBox } from './drawing/graph';
export * from './drawing/graphOf';
export type { NumericCheck } from './numericCheck';
export type { Style } from './style';
export * from './traceBackward';
