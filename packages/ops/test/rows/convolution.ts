// The rows of convolutions and pools.

import { distinct } from '../support';
import { numbers, on } from './common';
import type { OpName, Row } from './row';

export const convolution = {
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
} satisfies Partial<Record<OpName, Row>>;
