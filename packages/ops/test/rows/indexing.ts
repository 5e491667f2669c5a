// The rows of ops of indices.

import { anywhere, labels } from '../support';
import { all, numbers, on } from './common';
import type { OpName, Row } from './row';

export const indexing = {
  embedding: {
    flowing: [on([3, 5], [4]), on([3, 2], [2, 4]), on([3, 2], []), on([3, 2], [0]), on([4, 0], [2])],
    draws: [anywhere, labels(3)],
    dtypes: all,
  },
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
  oneHot: {
    constant: [on([3]).with(4), on([2, 3]).with(4, { dtype: 'float64' }), on([]).with(5), on([0, 2]).with(4)],
    draws: [labels(4)],
    dtypes: ['int32'],
  },
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
} satisfies Partial<Record<OpName, Row>>;
