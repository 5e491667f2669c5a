// The rows of products of matrices.

import * as ops from '@pullback/ops';
import { numbers, on } from './common';
import type { OpName, Row } from './row';

export const linalg = {
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
  outer: { flowing: [on([3], [4]), on([1], [5]), on([0], [2]), on([2], [0])], dtypes: numbers },
} satisfies Partial<Record<OpName, Row>>;
