// The rows of ops that move elements.

import * as ops from '@pullback/ops';
import { all, on } from './common';
import type { OpName, Row } from './row';

export const shape = {
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
} satisfies Partial<Record<OpName, Row>>;
