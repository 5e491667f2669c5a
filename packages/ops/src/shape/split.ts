import {
  type AxesWithin,
  formatShape,
  normalizeAxis,
  type Parts,
  type Shape,
  ShapeError,
  spell,
  type Tensor,
} from '@pullback/core';
import { checkTensor } from '../operands';
import { rangeAlong } from './ranges';
import { sliceBy } from './slice';

/**
 * `x` in parts along an axis: as many of equal size as `sizes` says, or of each size that it lists. The reverse of `concat`.
 *
 * Shapes: `[…, n, …]` → `[…, sizes[i], …]` for each part.
 * VJP: `x̄` is the cotangents of the parts, one after another.
 * @throws ShapeError if the number does not divide the size of the axis, the sizes do not add up to it, or the axis is out
 * of range.
 */
export function split<S extends Shape, const P extends number | readonly number[], const A extends number = 0>(
  x: Tensor<S>,
  sizes: P,
  axis?: AxesWithin<S, A>,
): Parts<S, P, A>;
export function split(x: Tensor, sizes: number | readonly number[], axis = 0): readonly Tensor[] {
  checkTensor('split', x);
  const normal = normalizeAxis('split', axis, x.rank);
  const each = typeof sizes === 'number' ? equalSizes(x.shape, sizes, normal) : checkedSizes(x.shape, sizes, normal);
  let start = 0;
  return each.map((size) => {
    const part = sliceBy(x, rangeAlong(normal, start, size, x.shape));
    start += size;
    return part;
  });
}

function equalSizes(shape: Shape, count: number, axis: number): readonly number[] {
  if (!Number.isInteger(count) || count < 1) {
    throw new ShapeError(`split: the number of parts is a whole number ≥ 1, got ${count}.`);
  }
  const whole = shape[axis]!;
  if (whole % count !== 0) {
    throw new ShapeError(
      `split: the number of parts must divide axis ${axis} of ${formatShape(shape)}, got ${count} ` +
        `(${whole} is not a multiple of ${count}). Give the size of each part.`,
      [shape],
    );
  }
  return new Array<number>(count).fill(whole / count);
}

function checkedSizes(shape: Shape, sizes: readonly number[], axis: number): readonly number[] {
  if (!Array.isArray(sizes) || !Array.from(sizes).every((size) => Number.isInteger(size) && size >= 0)) {
    throw new ShapeError(`split: the sizes of parts are whole numbers ≥ 0, got ${spell(sizes)}.`);
  }
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total !== shape[axis]) {
    throw new ShapeError(
      `split: the sizes must add up to axis ${axis} of ${formatShape(shape)}, got ${formatShape(sizes)} ` +
        `(${total} ≠ ${shape[axis]}).`,
      [shape],
    );
  }
  return sizes;
}
