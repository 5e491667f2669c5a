// Tensors, primitives, the tape, the backward walk, and what is built on it.

export { allocate } from './allocate';
export * from './apply';
export type { BackwardStep } from './backward';
export * from './create';
export * from './customVjp';
export * from './dtype';
export * from './errors';
export type { Elements } from './flatten';
export { formatFloat, formatNumbers } from './format';
export { formatApplication, formatCall, labelOf } from './formatNode';
export * from './grad';
export * from './hvp';
export * from './jvp';
export * from './parameter';
export * from './primitive';
export type { GradientOptions } from './pullBackTo';
export * from './random';
export { untracked } from './recording';
export * from './replay';
export * from './shape';
export * from './shapeTypes';
export * from './stopGradient';
export * from './tape';
export * from './tapeNode';
export * from './tensor';
export { forEachLeaf, type Mirror, mapTree, type Tree } from './tree';
export { vjp } from './vjp';
