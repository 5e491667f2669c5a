// See a tape, check gradients, and compare them with those derived by hand.

export * from './checkGradients';
export * from './compareGradients';
export type { Formula, Formulas, Values } from './derivation';
export * from './describe';
export type { Difference, Worst } from './difference';
export type { DrawOptions, GraphOptions } from './drawing/drawOptions';
export type { Box, Edge, FoldBox, Graph, NodeBox, ValueBox } from './drawing/graph';
export * from './drawing/graphOf';
export * from './drawing/toDot';
export * from './drawing/toMermaid';
export * from './drawing/toSvg';
export type { NumericCheck } from './numericCheck';
export type { Style } from './style';
export * from './traceBackward';
