import { isSameShape, type Shape, sizeOf, type Tensor } from '@pullback/core';
import { mul } from '../elementwise/mul';
import { reshape } from '../shape/reshape';
import { arranged, isSameOrder, type Labeled } from './labeled';
import { matmul } from './matmul';

/**
 * The product of two tensors, in which axes of one label run together: summed over those labels of both that are not
 * among `kept`. Labels of only one of them stay. Where there is something to sum it is one matrix product.
 */
export function contract(a: Labeled, b: Labeled, kept: ReadonlySet<string>): Labeled {
  const shared = a.labels.filter((label) => b.labels.includes(label));
  const stack = shared.filter((label) => kept.has(label));
  const inner = shared.filter((label) => !kept.has(label));
  const rows = a.labels.filter((label) => !shared.includes(label));
  const columns = b.labels.filter((label) => !shared.includes(label));
  const labels = [...stack, ...rows, ...columns];
  if (inner.length === 0) {
    const left = arranged(a, [...stack, ...rows]);
    const right = arranged(b, [...stack, ...columns]);
    const x = mul(shaped(left, [...left.shape, ...columns.map(() => 1)]), spaced(right, stack.length, rows.length));
    return { x, labels };
  }
  const left = asMatrices(a, stack, rows, inner);
  const right = asMatrices(b, stack, inner, columns);
  const y = matmul(left.x, right.x, { transposeA: left.isTransposed, transposeB: right.isTransposed });
  const sizes = [...sizesOf(a, [...stack, ...rows]), ...sizesOf(b, columns)];
  return { x: shaped(y, sizes), labels };
}

/** A stack of matrices, or of their transposes where the axes already lie so. */
function asMatrices(
  from: Labeled,
  stack: readonly string[],
  rows: readonly string[],
  columns: readonly string[],
): { readonly x: Tensor; readonly isTransposed: boolean } {
  const straight = [...stack, ...rows, ...columns];
  const isTransposed = !isSameOrder(from.labels, straight) && isSameOrder(from.labels, [...stack, ...columns, ...rows]);
  const x = isTransposed ? from.x : arranged(from, straight);
  const matrix = [sizeOf(sizesOf(from, rows)), sizeOf(sizesOf(from, columns))];
  return { x: shaped(x, [...sizesOf(from, stack), ...(isTransposed ? matrix.reverse() : matrix)]), isTransposed };
}

/** With `count` axes of size 1 before the axis `at`. */
function spaced(x: Tensor, at: number, count: number): Tensor {
  return shaped(x, [...x.shape.slice(0, at), ...new Array<number>(count).fill(1), ...x.shape.slice(at)]);
}

function shaped(x: Tensor, shape: Shape): Tensor {
  return isSameShape(x.shape, shape) ? x : reshape(x, shape);
}

function sizesOf({ x, labels }: Labeled, some: readonly string[]): Shape {
  return some.map((label) => x.shape[labels.indexOf(label)]!);
}
