import {
  type AxesWithin,
  apply,
  normalizeAxis,
  type Primitive,
  type Shape,
  type Tensor,
  type Unary,
} from '@pullback/core';
import { kernels, type Running } from '@pullback/kernels';
import { checkOperand } from '../operands';

export interface CumsumOptions {
  /** Sum from the last element back. */
  readonly reverse?: boolean;
  /** Leave out the element itself: the first sum is 0. */
  readonly exclusive?: boolean;
}

const cumsumPrimitive: Primitive<Unary, Running> = {
  name: 'cumsum',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output, attrs) => kernels.cumsum(x, output, attrs),
  vjp: (_inputs, _output, { axis, reverse, exclusive }) => [
    (cotangent) => cumsum(cotangent, axis, { reverse: !reverse, exclusive }),
  ],
  jvp: (_inputs, _output, { axis, reverse, exclusive }) => [(tangent) => cumsum(tangent, axis, { reverse, exclusive })],
  flop: ([x]) => x.size,
};

/**
 * Running sums along `axis`, the first if not given: `yᵢ = Σ xⱼ` over `j ≤ i`; over `j ≥ i` if `reverse`, and without
 * `xᵢ` if `exclusive`. Added in float64, each rounded once; int32 wraps around.
 *
 * Shapes: any but a scalar's, kept.
 * VJP: `x̄` is the running sum of `ȳ` in the other direction.
 * @throws ShapeError if the axis is out of range.
 * @throws DTypeError if `x` is a mask.
 */
export function cumsum<S extends Shape, const A extends number = 0>(
  x: Tensor<S>,
  axis?: AxesWithin<S, A>,
  options?: CumsumOptions,
): Tensor<S>;
export function cumsum(x: Tensor, axis = 0, { reverse = false, exclusive = false }: CumsumOptions = {}): Tensor {
  checkOperand('cumsum', x, 'numbers');
  const normal = normalizeAxis('cumsum', axis, x.rank);
  return apply(cumsumPrimitive, [x], Object.freeze({ axis: normal, reverse, exclusive }));
}
