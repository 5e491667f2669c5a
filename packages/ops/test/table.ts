// One row for each op: the laws need no more to hold it to account.

import type { DType, Shape, Tensor } from '@pullback/core';
import * as ops from '@pullback/ops';
import {
  anywhere,
  awayFrom,
  between,
  type Draw,
  distinct,
  labels,
  masks,
  nearHalf,
  nearWhole,
  positive,
  sameEachTime,
} from './support';

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

const choosing: Row = { ...reduction, draws: [distinct], dtypes: numbers };

const corrected: Row = {
  flowing: [
    ...(reduction.flowing ?? []),
    on([3, 5]).with(-1, { correction: 1 }),
    on([2, 3]).with(0, { correction: -2 }),
  ],
};

const alongOne: Row = {
  flowing: [
    on([3, 5]),
    on([3, 5]).with(0),
    on([2, 3, 4]).with(-2),
    on([7]),
    on([0, 3]),
    on([3, 0]),
    on([2, 1]).with(1),
  ],
};

const indexOfOne: Row = {
  constant: [
    on([3, 5]),
    on([3, 5]).with(0),
    on([3, 5]).with(-1, { keepDims: true }),
    on([2, 3, 4]).with(1),
    on([2, 1, 3]).with(undefined, { keepDims: true }),
    on([]),
    on([0, 3]).with(1),
    on([67]),
  ],
  draws: [distinct],
  dtypes: numbers,
};

const ofMasks: Row = { constant: reduction.flowing ?? [], draws: [masks], dtypes: ['bool'] };

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
  all: ofMasks,
  any: ofMasks,
  argmax: indexOfOne,
  argmin: indexOfOne,
  asin: { ...unary, draws: [between(-1, 1)] },
  atan: unary,
  avgPool2d: {
    flowing: [
      on([2, 3, 2, 4]).with(2),
      on([1, 2, 5, 4]).with([3, 2], { stride: [2, 1], padding: 1 }),
      on([1, 2, 4, 5]).with([2, 3], { stride: 3, padding: [1, 1], countPadding: false }),
      on([2, 1, 3, 4]).with([3, 4]),
      on([0, 2, 3, 4]).with(2),
      on([2, 0, 3, 4]).with(2),
    ],
  },
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
  concat: {
    flowing: [
      on([2, 3], [4, 3], [1, 3]),
      on([2, 3], [2, 5]).with(1),
      on([2, 1, 3], [2, 4, 3]).with(-2),
      on([3], [0], [2]),
      on([0, 3], [0, 2]).with(-1),
      on([4]),
    ],
    call: (inputs, [axis]) => ops.concat(inputs, axis as number | undefined),
    dtypes: all,
    isMethod: false,
  },
  conv1d: {
    flowing: [
      on([2, 3, 5], [4, 3, 2]),
      on([1, 4, 7], [6, 2, 3]).with({ stride: 2, padding: 1, groups: 2 }),
      on([2, 1, 6], [3, 1, 2]).with({ padding: 'same', dilation: 3 }),
      on([1, 2, 4], [1, 2, 4]).with({ padding: 'valid' }),
      on([0, 2, 4], [3, 2, 2]),
    ],
  },
  conv2d: {
    flowing: [
      on([2, 2, 3, 4], [3, 2, 2, 3]),
      on([1, 2, 5, 6], [3, 2, 2, 3]).with({ stride: [2, 3], padding: [2, 1] }),
      on([1, 1, 5, 6], [2, 1, 3, 2]).with({ padding: 2, stride: 3, dilation: [2, 3] }),
      on([2, 4, 3, 2], [6, 2, 2, 1]).with({ groups: 2 }),
      on([1, 3, 4, 3], [3, 1, 3, 2]).with({ groups: 3, padding: 'same' }),
      on([1, 2, 3, 4], [1, 2, 3, 4]).with({ padding: 'valid' }),
      on([1, 3, 3, 2], [4, 3, 1, 1]),
      on([0, 2, 3, 4], [3, 2, 2, 3]),
      on([2, 0, 3, 4], [3, 0, 2, 3]),
      on([2, 2, 3, 4], [0, 2, 2, 3]),
    ],
  },
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
  cumsum: {
    flowing: [
      on([3, 5]),
      on([3, 5]).with(-1),
      on([2, 3, 4]).with(1, { reverse: true }),
      on([4, 2]).with(0, { exclusive: true }),
      on([2, 4]).with(-1, { reverse: true, exclusive: true }),
      on([7]),
      on([0, 3]),
      on([3, 0]),
    ],
    dtypes: numbers,
  },
  div: { ...binary, draws: [anywhere, awayFrom(0)] },
  einsum: {
    flowing: [
      on([2, 3], [3, 5]).with('ij,jk->ik'),
      on([3, 2], [5, 3]).with('ji,kj'),
      on([4, 2, 3], [4, 5, 3]).with('bij,bkj->bki'),
      on([2, 3], [3, 2]).with('ij,ji->'),
      on([2, 4, 3], [4, 3]).with('bij,ij->bj'),
      on([2], [3], []).with('i,j,->ji'),
      on([3, 3]).with('ii'),
      on([3, 2, 3, 3]).with('ijii->ji'),
      on([2, 3, 4]).with('abc->cb'),
      on([2, 3]).with('ij->ij'),
      on([2, 3], [3, 4], [4, 2]).with('ij,jk,kl->il'),
      on([2, 3], [2, 3], [2, 3]).with('ij,ij,ij->i'),
      on([4, 1, 2, 3], [5, 3]).with('...ij,...j->...i'),
      on([2, 0], [0, 3]).with('ij,jk'),
    ],
    call: (inputs, [expression]) => ops.einsum(expression as string, ...inputs),
    isMethod: false,
  },
  elu: { flowing: [on([3, 5]), on([]), on([0, 3]), on([2, 3, 4]).with(0.5)], draws: [awayFrom(0)] },
  embedding: {
    flowing: [on([3, 5], [4]), on([3, 2], [2, 4]), on([3, 2], []), on([3, 2], [0]), on([4, 0], [2])],
    draws: [anywhere, labels(3)],
    dtypes: all,
  },
  equal: { ...compared, dtypes: all },
  erf: unary,
  exp: unary,
  expandDims: {
    flowing: [
      on([2, 3]).with(0),
      on([2, 3]).with(-1),
      on([2, 3]).with([0, 2, -1]),
      on([2, 3]).with([]),
      on([]).with([1, 0]),
      on([0, 3]).with(-2),
    ],
    dtypes: all,
  },
  expm1: unary,
  flatten: {
    flowing: [on([2, 3, 4]), on([2, 3, 4]).with(1), on([2, 3]).with(-1), on([]), on([0, 3])],
    dtypes: all,
  },
  flip: {
    flowing: [
      on([5]),
      on([2, 3, 4]).with(1),
      on([2, 3, 4]).with([-1, 0]),
      on([2, 3]).with([]),
      on([]),
      on([0, 3]).with(0),
    ],
    dtypes: all,
  },
  floor: { constant: unary.flowing, dtypes: numbers },
  gather: {
    flowing: [
      on([3, 2], [5]),
      on([3, 2], [2, 4]).with(0),
      on([2, 4, 5], [7]).with(1),
      on([2, 5, 3], [2, 4]).with(-1),
      on([4], []),
      on([2, 3], []).with(-1),
      on([3, 2], [0]),
      on([0, 3], [2]).with(1),
    ],
    draws: [anywhere, labels(3)],
    dtypes: all,
  },
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
  logSoftmax: alongOne,
  logSumExp: reduction,
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
      on([3], [3]),
      on([2, 3], [3]),
      on([3], [3, 5]),
      on([4, 2, 3], [3]),
      on([3], [4, 3, 2]),
      on([3, 2], [3]).with({ transposeA: true }),
      on([4, 2, 3], [3, 5]),
      on([4, 3, 2], [5, 3]).with({ transposeA: true, transposeB: true }),
      on([4, 2, 3], [5, 3]).with({ transposeB: true }),
      on([2, 3], [4, 3, 5]),
      on([3, 2], [4, 5, 3]).with({ transposeA: true, transposeB: true }),
      on([4, 2, 3], [4, 3, 5]),
      on([4, 3, 2], [4, 3, 5]).with({ transposeA: true }),
      on([2, 1, 1, 3], [4, 5, 3]).with({ transposeB: true }),
      on([1, 2, 3], [4, 3, 2]),
      on([0, 2, 3], [3, 2]),
      on([2, 1, 0], [0, 3]),
    ],
  },
  max: choosing,
  maxPool2d: {
    flowing: [
      on([2, 3, 2, 4]).with(2),
      on([1, 2, 5, 4]).with([3, 2], { stride: [2, 1], padding: 1 }),
      on([1, 2, 4, 6]).with([2, 3], { stride: 1, padding: [1, 0], dilation: [3, 2] }),
      on([2, 1, 3, 4]).with([3, 4]),
      on([0, 2, 3, 4]).with(2),
      on([2, 0, 3, 4]).with(2),
    ],
    draws: [distinct],
    dtypes: numbers,
  },
  maximum: { ...binary, draws: [nearWhole, nearHalf], dtypes: numbers },
  mean: reduction,
  minimum: { ...binary, draws: [nearWhole, nearHalf], dtypes: numbers },
  min: choosing,
  mul: { ...binary, dtypes: numbers },
  neg: { ...unary, dtypes: numbers },
  notEqual: { ...compared, dtypes: all },
  oneHot: {
    constant: [on([3]).with(4), on([2, 3]).with(4, { dtype: 'float64' }), on([]).with(5), on([0, 2]).with(4)],
    draws: [labels(4)],
    dtypes: ['int32'],
  },
  pad: {
    flowing: [
      on([3]).with([[1, 2]]),
      on([2, 3]).with([[0, 1], [2, 0]], 7), // biome-ignore format: pairs
      on([2, 1, 3]).with([[1, 0], [0, 0], [2, 1]]), // biome-ignore format: pairs
      on([]).with([]),
      on([0, 3]).with([[1, 1], [0, 0]]), // biome-ignore format: pairs
    ],
    dtypes: all,
  },
  outer: { flowing: [on([3], [4]), on([1], [5]), on([0], [2]), on([2], [0])], dtypes: numbers },
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
  scatterAdd: {
    flowing: [
      on([3, 2], [5], [5, 2]),
      on([3, 2], [2, 4], [2, 4, 2]).with(0),
      on([2, 4, 5], [7], [2, 7, 5]).with(1),
      on([2, 5, 3], [2, 4], [2, 5, 2, 4]).with(-1),
      on([4], [], []),
      on([3, 2], [0], [0, 2]),
      on([0, 3], [2], [0, 2]).with(1),
    ],
    draws: [anywhere, labels(3), anywhere],
    dtypes: numbers,
  },
  sigmoid: unary,
  sign: { constant: unary.flowing, dtypes: numbers },
  silu: unary,
  sin: unary,
  sinh: unary,
  slice: {
    flowing: [
      on([5, 3]).with([[1, 4]]),
      on([5, 3]).with([null, -2]),
      on([7]).with([[1, null, 3]]),
      on([7]).with([[null, null, -2]]),
      on([2, 3, 4]).with([0, [-1, null, -1], [0, 9, 2]]),
      on([2, 3]).with([1, -1]),
      on([2, 3]).with([[2, 1]]),
      on([2, 3]).with([]),
      on([]).with([]),
      on([0, 3]).with([null, 2]),
    ],
    dtypes: all,
  },
  softmax: alongOne,
  softplus: unary,
  split: {
    flowing: [
      on([6, 2]).with(3),
      on([2, 5, 3]).with([2, 0, 3], 1),
      on([3, 4]).with([1, 3], -1),
      on([5]).with([5]),
      on([0, 3]).with(2),
    ],
    // In another order, so that a part in a wrong place shows.
    join: (parts) => ops.concat([...parts].reverse().map((part) => part.reshape([-1]))),
    dtypes: all,
  },
  sqrt: { ...unary, draws: [positive] },
  square: { ...unary, dtypes: numbers },
  squeeze: {
    flowing: [
      on([2, 1, 3, 1]),
      on([2, 1, 3, 1]).with(1),
      on([1, 2, 1, 3]).with([-2, 0]),
      on([1, 1]),
      on([2, 3]).with([]),
      on([]),
      on([0, 1]).with(-1),
    ],
    dtypes: all,
  },
  stack: {
    flowing: [
      on([2, 3], [2, 3], [2, 3]),
      on([2, 3], [2, 3]).with(1),
      on([3], [3], [3]).with(-1),
      on([], []),
      on([0, 3], [0, 3]).with(-2),
      on([4]),
    ],
    call: (inputs, [axis]) => ops.stack(inputs, axis as number | undefined),
    dtypes: all,
    isMethod: false,
  },
  standardDeviation: corrected,
  sub: { ...binary, dtypes: numbers },
  sum: { ...reduction, dtypes: numbers },
  tan: { ...unary, draws: [awayFrom(-Math.PI / 2, Math.PI / 2)] },
  tanh: unary,
  tile: {
    flowing: [
      on([3]).with([4]),
      on([2, 3]).with([3, 2]),
      on([2, 1, 3]).with([1, 5, 2]),
      on([]).with([]),
      on([0, 3]).with([2, 2]),
      on([2, 3]).with([0, 2]),
    ],
    dtypes: all,
  },
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
  variance: corrected,
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
  /** How to draw each input, if not as the row says. */
  readonly draws?: readonly Draw[];
}

function on(...shapes: readonly Shape[]) {
  return { shapes, rest: [], with: (...rest: readonly unknown[]): Case => ({ shapes, rest }) };
}
