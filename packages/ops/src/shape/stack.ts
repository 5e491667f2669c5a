import {
  type FirstShape,
  type Joinable,
  type NewAxesWithin,
  normalizeAxis,
  type Shape,
  type Stacked,
  type Tensor,
} from '@pullback/core';
import { concat } from './concat';
import { checkList, checkSizes } from './join';
import { reshape } from './reshape';

/**
 * Tensors of one shape side by side along a new axis: index `i` of that axis is tensor `i`.
 *
 * Shapes: k of `[m, n]` → `[k, m, n]`, or with the k in another place. `axis` counts the axes of the result.
 * VJP: `x̄ᵢ` is index `i` of `ȳ`.
 * @throws ShapeError if there are no tensors, the axis is out of range, or the shapes differ.
 * @throws DTypeError if the dtypes differ.
 */
export function stack<const Tensors extends readonly Tensor[], const A extends number = 0>(
  tensors: Tensors & Joinable<Tensors>,
  axis?: NewAxesWithin<FirstShape<Tensors>, A>,
): Tensor<Stacked<Tensors, A>>;
export function stack(tensors: readonly Tensor[], axis = 0): Tensor {
  checkList('stack', tensors);
  checkSizes('stack', tensors);
  const { shape } = tensors[0]!;
  const normal = normalizeAxis('stack', axis, shape.length + 1);
  const expanded: Shape = [...shape.slice(0, normal), 1, ...shape.slice(normal)];
  return concat(
    tensors.map((x) => reshape(x, expanded)),
    normal,
  );
}
