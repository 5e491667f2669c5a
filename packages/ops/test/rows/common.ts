// Rows, and parts of rows, that several ops share.

import type { DType, Shape } from '@pullback/core';
import type { Case, Row } from './row';

/** Tensors of these shapes; `with` adds the rest of the arguments. */
export function on(...shapes: readonly Shape[]) {
  return { shapes, rest: [], with: (...rest: readonly unknown[]): Case => ({ shapes, rest }) };
}

export const numbers: readonly DType[] = ['float32', 'float64', 'int32'];

export const all: readonly DType[] = [...numbers, 'bool'];

export const unary = { flowing: [on([3, 5]), on([]), on([0, 3]), on([2, 3, 4])] } satisfies Row;

export const binary = {
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

export const reduction: Row = {
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
