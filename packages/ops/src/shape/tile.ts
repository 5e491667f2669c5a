import { formatShape, type PerAxis, type Shape, ShapeError, spell, type Tensor, type Tiled } from '@pullback/core';
import { checkTensor } from '../operands';
import { broadcastTo } from './broadcastTo';
import { reshape } from './reshape';

/**
 * `x` laid out again and again: `repeats[axis]` times along each axis.
 *
 * Shapes: `[m, n]` → `[m r₀, n r₁]`.
 * VJP: `x̄` is the sum of `ȳ` over the copies.
 * @throws ShapeError unless there is one whole number ≥ 0 for each axis.
 */
export function tile<S extends Shape, const R extends readonly number[]>(
  x: Tensor<S>,
  repeats: PerAxis<S, R, number>,
): Tensor<Tiled<S, R>>;
export function tile(x: Tensor, repeats: readonly number[]): Tensor {
  checkTensor('tile', x);
  checkRepeats(x.shape, repeats);
  // An axis before each, along which to repeat.
  const apart = x.shape.flatMap((size) => [1, size]);
  const repeated = x.shape.flatMap((size, axis) => [repeats[axis]!, size]);
  const joined = x.shape.map((size, axis) => repeats[axis]! * size);
  return reshape(broadcastTo(reshape(x, apart), repeated), joined);
}

function checkRepeats(shape: Shape, repeats: readonly number[]): void {
  const areRepeats =
    Array.isArray(repeats) && Array.from(repeats).every((count) => Number.isInteger(count) && count >= 0);
  if (areRepeats && repeats.length === shape.length) return;
  throw new ShapeError(
    `tile: one whole number ≥ 0 for each axis of ${formatShape(shape)} is required, got ${spell(repeats)}.`,
    [shape],
  );
}
