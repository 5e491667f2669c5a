// See a tape, check gradients, and compare them with those derived by hand.

export * from './adjointTest';
export * from './checkGradients';
export * from './compareGradients';
export * from './costOfModes';
export type { Formula, Formulas, Values } from './derivation';
export * from './describe';
export type { Difference, Worst } from './difference';
export type { DrawOptions, GraphOptions } from './drawing/drawOptions';
export type { Box, Edge, FoldBox, Graph, NodeBox, ValueBox } from './drawing/graph';
export * from './drawing/graphOf';
export * from './drawing/toDot';
export * from './drawing/toMermaid';
export * from './drawing/toSvg';
export * from './explainMismatch';
export type { Structure } from './jacobianStructure';
export * from './materializeJacobian';
export * from './nearestKink';
export type { NumericCheck } from './numericCheck';
export type { Style } from './style';
export * from './sweepSteps';
export * from './traceBackward';
