import { apply, type Primitive, type Tensor, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';

interface DeviationsAttrs {
  /** Ascending, each ≥ 0. */
  readonly axes: readonly number[];
}

const deviationsPrimitive: Primitive<Unary, DeviationsAttrs> = {
  name: 'deviations',
  outputShape: ([x]) => x.shape,
  kernel: ([x], output, { axes }) => kernels.deviations(x, output, axes),
  // A projection onto what has mean 0, and its own transpose.
  vjp: (_inputs, _output, { axes }) => [(cotangent) => deviations(cotangent, axes)],
  jvp: (_inputs, _output, { axes }) => [(tangent) => deviations(tangent, axes)],
  flop: ([x]) => x.size,
};

/**
 * `y = x - mean x`, the mean over `axes` (ascending); exactly 0 where all are equal.
 * VJP: `x̄ = ȳ - mean ȳ`.
 */
export function deviations(x: Tensor, axes: readonly number[]): Tensor {
  return apply(deviationsPrimitive, [x], Object.freeze({ axes: Object.freeze([...axes]) }));
}
