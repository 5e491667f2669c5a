// The rows of reductions, and what normalises by them.

import { distinct, distinctMagnitudes, masks } from '../support';
import { numbers, on, reduction } from './common';
import type { OpName, Row } from './row';

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

export const reductions = {
  all: ofMasks,
  any: ofMasks,
  argmax: indexOfOne,
  argmin: indexOfOne,
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
  logSoftmax: alongOne,
  logSumExp: reduction,
  max: choosing,
  mean: reduction,
  min: choosing,
  norm: {
    flowing: [
      ...(reduction.flowing ?? []),
      on([3, 5]).with(0, { order: 1 }),
      on([2, 3, 4]).with([0, -1], { order: Infinity }),
      on([67]).with(0, { order: Infinity, keepDims: true }),
      on([3, 5]).with(-1, { order: 3 }),
      on([2, 3, 4]).with([0, -1], { order: 1.5, keepDims: true }),
      on([0, 3]).with(0, { order: 3 }),
    ],
    draws: [distinctMagnitudes],
  },
  prod: { ...reduction, dtypes: numbers },
  softmax: alongOne,
  standardDeviation: corrected,
  sum: { ...reduction, dtypes: numbers },
  variance: corrected,
} satisfies Partial<Record<OpName, Row>>;
