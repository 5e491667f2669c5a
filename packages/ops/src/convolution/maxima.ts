// What max pools do to tangents and cotangents. Which elements are maxima does not depend smoothly on anything, so both
// are linear in their last operand and constant in the others; each is the other's transpose.

import { apply, type Primitive, type Tensor } from '@pullback/core';
import { kernels, type Pooling } from '@pullback/kernels';

type Ternary = readonly [Tensor, Tensor, Tensor];

const sumAtMaximaPrimitive: Primitive<Ternary, Pooling> = {
  name: 'sumAtMaxima2d',
  outputShape: ([, maxima]) => maxima.shape,
  kernel: ([x, maxima, values], output, attrs) => kernels.sumAtMaxima2d(x, maxima, values, output, attrs),
  vjp: ([x, maxima], _output, attrs) => [null, null, (cotangent) => spreadToMaxima(x, maxima, cotangent, attrs)],
  jvp: ([x, maxima], _output, attrs) => [null, null, (tangent) => sumAtMaxima(x, maxima, tangent, attrs)],
};

const spreadToMaximaPrimitive: Primitive<Ternary, Pooling> = {
  name: 'spreadToMaxima2d',
  outputShape: ([x]) => x.shape,
  kernel: ([x, maxima, values], output, attrs) => kernels.spreadToMaxima2d(x, maxima, values, output, attrs),
  vjp: ([x, maxima], _output, attrs) => [null, null, (cotangent) => sumAtMaxima(x, maxima, cotangent, attrs)],
  jvp: ([x, maxima], _output, attrs) => [null, null, (tangent) => spreadToMaxima(x, maxima, tangent, attrs)],
};

/**
 * For each window of `x`, with `maxima` as its largest elements, the sum of the `values` in their places.
 * VJP: `v̄ = spreadToMaxima(x, maxima, ȳ)`.
 */
export function sumAtMaxima(x: Tensor, maxima: Tensor, values: Tensor, attrs: Pooling): Tensor {
  return apply(sumAtMaximaPrimitive, [x, maxima, values], attrs);
}

/**
 * For each element of `x`, the sum of the `values` of those windows of which it is the largest element.
 * VJP: `v̄ = sumAtMaxima(x, maxima, ȳ)`.
 */
export function spreadToMaxima(x: Tensor, maxima: Tensor, values: Tensor, attrs: Pooling): Tensor {
  return apply(spreadToMaximaPrimitive, [x, maxima, values], attrs);
}
