// Tensors, primitives, the tape, the backward walk, and what is built on it.

import * as core from './index';

export { allocate } from './allocate';
export { apply } from './apply';
export type { BackwardStep } from './backward';
export { type AnomalyOptions, checkAnomalies } from './checkAnomalies';
export { checkIntegrity } from './checkIntegrity';
export { checkpoint } from './checkpoint';
export {
  arange,
  type CreateOptions,
  eye,
  full,
  linspace,
  ones,
  onesLike,
  scalar,
  type TensorOptions,
  tensor,
  zeros,
  zerosLike,
} from './create';
export { type CustomRule, customVjp, type RulesOf } from './customVjp';
export { describe, spell } from './describe';
export { DEFAULT_DTYPE, type DType, isFloat } from './dtype';
export {
  type Anomaly,
  AnomalyError,
  DTypeError,
  GradientError,
  IndexError,
  IntegrityError,
  PullbackError,
  ShapeError,
  type Violation,
} from './errors';
export type { Elements } from './flatten';
export { flopOf, totalFlop } from './flopOf';
export { formatFloat, formatNumbers } from './format';
export { formatApplication, formatAttrs, formatCall, isConstantNumber, labelOf } from './formatNode';
export { grad, type ValueAndGradient, valueAndGrad, withGradient } from './grad';
export { hessian } from './hessian';
export { hvp } from './hvp';
export { type Jacobian, type JacobianOptions, jacobian } from './jacobian';
export { jvp } from './jvp';
export { labelsOf } from './labels';
export {
  atom,
  Binding,
  bracket,
  choice,
  enclosed,
  infix,
  type Notation,
  overAxes,
  postfix,
  prefix,
  product,
  type Written,
  within,
} from './notation';
export type { Reading } from './observing';
export { oneLine } from './oneLine';
export { Parameter } from './parameter';
export {
  type Binary,
  type NoAttrs,
  noAttrs,
  type Primitive,
  type Pullback,
  type Pushforward,
  type Together,
  type Unary,
} from './primitive';
export { type GradientOptions, sourcesIn } from './pullBackTo';
export { Random } from './random';
export { untracked } from './recording';
export { replay } from './replay';
export { broadcastShapes, checkedShape, formatShape, isSameShape, normalizeAxes, normalizeAxis, sizeOf } from './shape';
export type {
  Axes,
  AxesWithin,
  Broadcast,
  BroadcastsTo,
  BroadcastsWith,
  Concatenated,
  ConvolvedShape,
  ConvolvesWith,
  Expanded,
  FirstShape,
  Flattened,
  Gathered,
  HasAxes,
  HasRankOf,
  Images,
  IsMatrix,
  IsScalar,
  IsVector,
  Joinable,
  MultipliesWith,
  NestedNumbers,
  NewAxesWithin,
  OrderOf,
  OuterShape,
  Padded,
  Padding,
  Parts,
  PerAxis,
  PooledShape,
  ProductShape,
  Range,
  RangesWithin,
  Reduced,
  Reshaped,
  SameSizes,
  ScalarShape,
  Shape,
  ShapeOfNested,
  Signals,
  Sliced,
  Squeezed,
  Squeezes,
  Stacked,
  Tiled,
  Transposed,
} from './shapeTypes';
export { stopGradient } from './stopGradient';
export { type SeededGradientOptions, Tape } from './tape';
export { TapeNode } from './tapeNode';
export { Tensor } from './tensor';
export { textTable } from './textTable';
export { forEachLeaf, type Mirror, mapTree, type Tree } from './tree';
export { vjp } from './vjp';
export { widthOf } from './widthOf';

// A module of CommonJS hands on what others export by getters. V8 looks these up in a dictionary at each use, unless the module
// is the prototype of something: that it lays out for speed. Without it a small op takes a fifth longer (bench:tiny).
Object.create(core);
