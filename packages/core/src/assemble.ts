// Tensors of one shape side by side, as the rows or the columns of a matrix: what a Jacobian is put together from.

import { kernels, type NdArray } from '@pullback/kernels';
import { apply } from './apply';
import { zeros } from './create';
import type { DType } from './dtype';
import type { Primitive, Unary } from './primitive';
import { sizeOf } from './shape';
import type { Shape } from './shapeTypes';
import type { Tensor } from './tensor';

/** Whether each part is a row of the matrix or a column. */
export type Direction = 'row' | 'column';

interface AssembleAttrs {
  readonly direction: Direction;
  /** The shape given to the matrix. */
  readonly shape: Shape;
}

interface PartAttrs {
  readonly direction: Direction;
  /** Which row or column, of how many. */
  readonly index: number;
  readonly count: number;
  /** The shape given to the part, or to the matrix around it. */
  readonly shape: Shape;
}

const assemblePrimitive: Primitive<readonly Tensor[], AssembleAttrs> = {
  name: 'assemble',
  outputShape: (_parts, { shape }) => shape,
  kernel: (parts, output, { direction }) => {
    const lines = parts.map((part) => asMatrix(part, direction, 1));
    kernels.concat(lines, asMatrix(output, direction, parts.length), axisOf(direction));
  },
  vjp: (parts, _output, { direction }) =>
    parts.map(({ shape }, index) => {
      const attrs = Object.freeze({ direction, index, count: parts.length, shape });
      return (cotangent) => apply(partPrimitive, [cotangent], attrs);
    }),
  jvp: (parts, { shape }, { direction }) =>
    parts.map((_, index) => {
      const attrs = Object.freeze({ direction, index, count: parts.length, shape });
      return (tangent) => apply(embedPrimitive, [tangent], attrs);
    }),
  flop: () => 0,
};

/** One row or column of a matrix. */
const partPrimitive: Primitive<Unary, PartAttrs> = {
  name: 'part',
  outputShape: (_inputs, { shape }) => shape,
  kernel: ([x], output, { direction, index, count }) =>
    kernels.slice(asMatrix(x, direction, count), asMatrix(output, direction, 1), startOf(direction, index), [1, 1]),
  vjp: ([x], _output, attrs) => {
    const inverse = Object.freeze({ ...attrs, shape: x.shape });
    return [(cotangent) => apply(embedPrimitive, [cotangent], inverse)];
  },
  jvp: (_inputs, _output, attrs) => [(tangent) => apply(partPrimitive, [tangent], attrs)],
  flop: () => 0,
};

/** The transpose of `part`: one row or column in a matrix of zeros. */
const embedPrimitive: Primitive<Unary, PartAttrs> = {
  name: 'embed',
  outputShape: (_inputs, { shape }) => shape,
  kernel: ([x], output, { direction, index, count }) => {
    const line = asMatrix(x, direction, 1);
    kernels.place(line, asMatrix(output, direction, count), startOf(direction, index), [1, 1], 0);
  },
  vjp: ([x], _output, attrs) => {
    const inverse = Object.freeze({ ...attrs, shape: x.shape });
    return [(cotangent) => apply(partPrimitive, [cotangent], inverse)];
  },
  jvp: (_inputs, _output, attrs) => [(tangent) => apply(embedPrimitive, [tangent], attrs)],
  flop: () => 0,
};

/** The matrix with these rows or columns, in another `shape` of as many elements. */
export function assemble(parts: readonly Tensor[], direction: Direction, shape: Shape, dtype: DType): Tensor {
  if (parts.length === 0) return zeros(shape, { dtype });
  return apply(assemblePrimitive, parts, Object.freeze({ direction, shape: Object.freeze(shape) }));
}

/** The numbers of a tensor as `count` rows or columns. */
function asMatrix({ data, shape }: Tensor, direction: Direction, count: number): NdArray {
  const length = sizeOf(shape) / count;
  return { data, shape: direction === 'row' ? [count, length] : [length, count] };
}

function axisOf(direction: Direction): number {
  return direction === 'row' ? 0 : 1;
}

function startOf(direction: Direction, index: number): readonly number[] {
  return direction === 'row' ? [index, 0] : [0, index];
}
