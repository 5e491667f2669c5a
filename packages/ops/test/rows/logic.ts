// The rows of comparisons and logic.

import { masks } from '../support';
import { all, binary, numbers, on, unary } from './common';
import type { OpName, Row } from './row';

const compared: Row = { constant: binary.flowing, dtypes: numbers };

const logical: Row = {
  constant: [on([2, 3], [2, 3]), on([4], [2, 3, 4]), on([3, 1], [1, 4]), on([], []), on([0, 3], [3])],
  draws: [masks],
  dtypes: ['bool'],
};

export const logic = {
  equal: { ...compared, dtypes: all },
  greater: compared,
  greaterEqual: compared,
  isFinite: { constant: unary.flowing ?? [] },
  isNan: { constant: unary.flowing ?? [] },
  less: compared,
  lessEqual: compared,
  logicalAnd: logical,
  logicalNot: { ...logical, constant: unary.flowing ?? [] },
  logicalOr: logical,
  notEqual: { ...compared, dtypes: all },
} satisfies Partial<Record<OpName, Row>>;
