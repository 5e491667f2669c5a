import { type AxesWithin, type Flattened, normalizeAxis, type Shape, sizeOf, type Tensor } from '@pullback/core';
import { checkTensor } from '../operands';
import { reshape } from './reshape';

/**
 * `x` with the axes from `startAxis` on as one, in row-major order: 1 keeps the examples of a batch apart.
 *
 * Shapes: `[m, n, k]` → `[m n k]`, or from axis 1 `[m, n k]`; a scalar → `[1]`.
 * VJP: `x̄ = ȳ` in the shape of `x`.
 * @throws ShapeError if the axis is out of range.
 */
export function flatten<S extends Shape, const A extends number = 0>(
  x: Tensor<S>,
  startAxis?: AxesWithin<S, A>,
): Tensor<Flattened<S, A>>;
export function flatten(x: Tensor, startAxis = 0): Tensor {
  checkTensor('flatten', x);
  const start = x.rank === 0 && startAxis === 0 ? 0 : normalizeAxis('flatten', startAxis, x.rank);
  return reshape(x, [...x.shape.slice(0, start), sizeOf(x.shape.slice(start))]);
}
