// One row for each op: the laws need no more to hold it to account.

import type { DType, Shape, Tensor } from '@pullback/core';
import type * as ops from '@pullback/ops';
import {
  anywhere,
  awayFrom,
  between,
  type Draw,
  labels,
  masks,
  nearHalf,
  nearWhole,
  positive,
  sameEachTime,
} from './support';

/** The names of the ops: the functions that the package exports. */
type OpName = {
  [K in keyof typeof ops]: (typeof ops)[K] extends (...inputs: never[]) => Tensor ? K : never;
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
  /** Whether the first input has a method of this name. True if not given. */
  readonly isMethod?: boolean;
}

const numbers: readonly DType[] = ['float32', 'float64', 'int32'];
const all: readonly DType[] = [...numbers, 'bool'];

const unary = { flowing: [on([3, 5]), on([]), on([0, 3]), on([2, 3, 4])] } satisfies Row;

const binary = {
  flowing: [
    on([2, 3], [2, 3]),
    on([6, 4], [4]),
    on([4], [2, 3, 4]),
    on([3, 1], [1, 4]),
    on([2, 1, 3], [4, 1]),
    on([], [2, 3]),
    on([2, 3], [1, 1, 1]),
    on([], []),
    on([0, 3], [3]),
    on([1, 3], [0, 1]),
    on([2, 3]).with(1.5),
  ],
} satisfies Row;

const reduction: Row = {
  flowing: [
    on([3, 5]),
    on([3, 5]).with(0),
    on([3, 5]).with(-1, { keepDims: true }),
    on([2, 3, 4]).with([0, -1]),
    on([3, 2, 4]).with([2, 0], { keepDims: true }),
    on([2, 3, 4]).with(1),
    on([2, 3, 4]).with([]),
    on([2, 1, 3]).with(undefined, { keepDims: true }),
    on([]),
    on([0, 3]).with(1),
    on([67]),
  ],
};

const compared: Row = { constant: binary.flowing, dtypes: numbers };

const logical: Row = {
  constant: [on([2, 3], [2, 3]), on([4], [2, 3, 4]), on([3, 1], [1, 4]), on([], []), on([0, 3], [3])],
  draws: [masks],
  dtypes: ['bool'],
};

export const table: Readonly<Record<OpName, Row>> = {
  abs: { ...unary, draws: [awayFrom(0)], dtypes: numbers },
  acos: { ...unary, draws: [between(-1, 1)] },
  add: { ...binary, dtypes: numbers },
  asin: { ...unary, draws: [between(-1, 1)] },
  atan: unary,
  broadcastTo: {
    flowing: [
      on([4]).with([2, 3, 4]),
      on([3, 1]).with([3, 5]),
      on([]).with([2, 3]),
      on([2, 3]).with([2, 3]),
      on([1, 3]).with([0, 3]),
    ],
    dtypes: all,
  },
  cast: {
    flowing: [on([2, 3]).with('float64'), on([]).with('float64'), on([0, 3]).with('float64')],
    constant: [on([2, 3]).with('int32'), on([2, 3]).with('bool')],
    dtypes: all,
  },
  ceil: { constant: unary.flowing, dtypes: numbers },
  clamp: {
    flowing: [
      on([3, 5]).with(-1, 1),
      on([]).with(-1),
      on([0, 3]).with(0),
      on([2, 3, 4]).with(undefined, 0.5),
      on([5]).with(-Infinity, Infinity),
    ],
    draws: [awayFrom(-1, 0.5, 1)],
    dtypes: numbers,
  },
  cos: unary,
  cosh: unary,
  div: { ...binary, draws: [anywhere, awayFrom(0)] },
  elu: { flowing: [on([3, 5]), on([]), on([0, 3]), on([2, 3, 4]).with(0.5)], draws: [awayFrom(0)] },
  equal: { ...compared, dtypes: all },
  erf: unary,
  exp: unary,
  expm1: unary,
  floor: { constant: unary.flowing, dtypes: numbers },
  gelu: { flowing: [on([3, 5]), on([]), on([0, 3]), on([2, 3, 4]).with({ approximation: 'tanh' })] },
  greater: compared,
  greaterEqual: compared,
  isFinite: { constant: unary.flowing ?? [] },
  isNan: { constant: unary.flowing ?? [] },
  leakyRelu: { flowing: [on([3, 5]), on([]), on([0, 3]), on([2, 3, 4]).with(0.2)], draws: [awayFrom(0)] },
  less: compared,
  lessEqual: compared,
  log: { ...unary, draws: [positive] },
  log1p: { ...unary, draws: [between(-1, 2)] },
  logicalAnd: logical,
  logicalNot: { ...logical, constant: unary.flowing ?? [] },
  logicalOr: logical,
  logSigmoid: unary,
  matmul: {
    flowing: [
      on([2, 3], [3, 5]),
      on([3, 2], [3, 5]).with({ transposeA: true }),
      on([2, 3], [5, 3]).with({ transposeB: true }),
      on([3, 2], [5, 3]).with({ transposeA: true, transposeB: true }),
      on([1, 7], [7, 1]),
      on([0, 3], [3, 2]),
      on([2, 0], [0, 3]),
      on([2, 3], [0, 3]).with({ transposeB: true }),
    ],
  },
  maximum: { ...binary, draws: [nearWhole, nearHalf], dtypes: numbers },
  mean: reduction,
  minimum: { ...binary, draws: [nearWhole, nearHalf], dtypes: numbers },
  mul: { ...binary, dtypes: numbers },
  neg: { ...unary, dtypes: numbers },
  notEqual: { ...compared, dtypes: all },
  oneHot: {
    constant: [on([3]).with(4), on([2, 3]).with(4, { dtype: 'float64' }), on([]).with(5), on([0, 2]).with(4)],
    draws: [labels(4)],
    dtypes: ['int32'],
  },
  pow: {
    flowing: [on([2, 3]).with(2), on([]).with(-1.5), on([0, 3]).with(0.5), on([2, 3, 4]).with(0), ...binary.flowing],
    draws: [positive, anywhere],
    dtypes: numbers,
  },
  prelu: {
    flowing: [
      on([3, 5], [3, 5]),
      on([2, 3, 4], [4]),
      on([2, 3, 4], [3, 1]),
      on([2, 3], [1, 1]),
      on([2, 3], []),
      on([], []),
      on([0, 3], [3]),
    ],
    draws: [awayFrom(0), anywhere],
  },
  reciprocal: { ...unary, draws: [awayFrom(0)] },
  relu: { ...unary, draws: [awayFrom(0)], dtypes: numbers },
  reshape: {
    flowing: [
      on([2, 6]).with([3, 4]),
      on([2, 3, 4]).with([6, -1]),
      on([1, 1]).with([]),
      on([]).with([1]),
      on([0, 3]).with([2, 0]),
    ],
    dtypes: all,
  },
  round: { constant: unary.flowing, dtypes: numbers },
  rrelu: {
    flowing: [
      on([3, 5]).with(sameEachTime),
      on([]).with(sameEachTime),
      on([0, 3]).with(sameEachTime),
      on([2, 3, 4]).with(sameEachTime, { low: -1, high: 2 }),
    ],
    draws: [awayFrom(0)],
  },
  rsqrt: { ...unary, draws: [positive] },
  sigmoid: unary,
  sign: { constant: unary.flowing, dtypes: numbers },
  silu: unary,
  sin: unary,
  sinh: unary,
  softplus: unary,
  sqrt: { ...unary, draws: [positive] },
  square: { ...unary, dtypes: numbers },
  sub: { ...binary, dtypes: numbers },
  sum: { ...reduction, dtypes: numbers },
  tan: { ...unary, draws: [awayFrom(-Math.PI / 2, Math.PI / 2)] },
  tanh: unary,
  transpose: {
    flowing: [
      on([2, 3]),
      on([2, 3, 4]),
      on([2, 3, 4]).with([1, 2, 0]),
      on([2, 3, 4, 5]).with([-1, 0, -2, 1]),
      on([]),
      on([0, 3]),
    ],
    dtypes: all,
  },
  where: {
    flowing: [
      on([2, 3], [2, 3], [2, 3]),
      on([3, 1], [4], []),
      on([], [2, 3], [3]),
      on([2, 1, 3], [4, 1], [1, 3]),
      on([4], [4]).with(0),
      on([0, 3], [3], [1, 3]),
      on([], [], []),
    ],
    draws: [masks, anywhere],
    dtypes: all,
  },
};

/** One way to call an op: tensors of these shapes, then the rest of the arguments. */
export interface Case {
  readonly shapes: readonly Shape[];
  readonly rest: readonly unknown[];
}

function on(...shapes: readonly Shape[]) {
  return { shapes, rest: [], with: (...rest: readonly unknown[]): Case => ({ shapes, rest }) };
}
