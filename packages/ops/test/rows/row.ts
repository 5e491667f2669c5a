// What a row of the table says of an op.

import type { DType, Shape, Tensor } from '@pullback/core';
import type * as ops from '@pullback/ops';
import type { Draw } from '../support';

/** The names of the ops: the functions that the package exports. */
export type OpName = {
  [K in keyof typeof ops]: (typeof ops)[K] extends (...inputs: never[]) => Tensor | readonly Tensor[] ? K : never;
}[keyof typeof ops];

export interface Row {
  /** Calls through which cotangents flow. */
  readonly flowing?: readonly Case[];
  /** Calls whose output is a constant to backward. */
  readonly constant?: readonly Case[];
  /** How to draw each input, away from kinks and poles; the last goes for all that follow. `anywhere` if not given. */
  readonly draws?: readonly Draw[];
  /** What the inputs drawn as floats may be (all inputs if none are). Floats if not given. */
  readonly dtypes?: readonly DType[];
  /** How to call the op, if not with the inputs and then the rest. */
  readonly call?: (inputs: readonly Tensor[], rest: readonly unknown[]) => Tensor;
  /** How to make one tensor of what the op returns, if it returns several. */
  readonly join?: (parts: readonly Tensor[]) => Tensor;
  /** Whether the first input has a method of this name. True if not given. */
  readonly isMethod?: boolean;
}

/** One way to call an op: tensors of these shapes, then the rest of the arguments. */
export interface Case {
  readonly shapes: readonly Shape[];
  readonly rest: readonly unknown[];
  /** How to draw each input, if not as the row says. */
  readonly draws?: readonly Draw[];
}
