// The chain rule at one element: a cotangent (or tangent) times a slope. Nothing stays nothing: an exact 0 wins over any
// slope, so that a branch which `where` did not take stays silent even where its slope is infinite or NaN.

import {
  apply,
  type Binary,
  Binding,
  broadcastShapes,
  infix,
  type NoAttrs,
  noAttrs,
  type Primitive,
  product,
  type Tensor,
} from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { neg } from './elementwise/neg';
import { unbroadcast } from './unbroadcast';

const chainPrimitive: Primitive<Binary, NoAttrs> = {
  name: 'chain',
  outputShape: ([a, b]) => broadcastShapes('chain', a.shape, b.shape),
  kernel: ([a, b], output) => kernels.chain(a, b, output),
  vjp: ([a, b]) => [
    (cotangent) => unbroadcast(chain(cotangent, b), a.shape),
    (cotangent) => unbroadcast(quietMul(cotangent, a), b.shape),
  ],
  jvp: ([a, b]) => [(tangent) => chain(tangent, b), (tangent) => quietMul(tangent, a)],
  notation: product,
};

const chainInversePrimitive: Primitive<Binary, NoAttrs> = {
  name: 'chainInverse',
  outputShape: ([a, b]) => broadcastShapes('chainInverse', a.shape, b.shape),
  kernel: ([a, b], output) => kernels.chainInverse(a, b, output),
  vjp: ([a, b], output) => [
    (cotangent) => unbroadcast(chainInverse(cotangent, b), a.shape),
    (cotangent) => unbroadcast(chainInverse(quietMul(cotangent, neg(output)), b), b.shape),
  ],
  jvp: ([, b], output) => [
    (tangent) => chainInverse(tangent, b),
    (tangent) => chainInverse(quietMul(tangent, neg(output)), b),
  ],
  notation: infix(' / ', Binding.Product),
};

const quietMulPrimitive: Primitive<Binary, NoAttrs> = {
  name: 'quietMul',
  outputShape: ([a, b]) => broadcastShapes('quietMul', a.shape, b.shape),
  kernel: ([a, b], output) => kernels.quietMul(a, b, output),
  vjp: ([a, b]) => [
    (cotangent) => unbroadcast(quietMul(cotangent, b), a.shape),
    (cotangent) => unbroadcast(quietMul(cotangent, a), b.shape),
  ],
  jvp: ([a, b]) => [(tangent) => quietMul(tangent, b), (tangent) => quietMul(tangent, a)],
  notation: product,
};

/**
 * `y = cotangent ⊙ slope`, an exact 0 where the cotangent is 0.
 *
 * Shapes: broadcast to each other.
 * VJP: as that of `mul`.
 */
export function chain(cotangent: Tensor, slope: Tensor): Tensor {
  return apply(chainPrimitive, [cotangent, slope], noAttrs);
}

/**
 * `y = cotangent / inverse`, for a slope that is known by its inverse; an exact 0 where the cotangent is 0.
 *
 * Shapes: broadcast to each other.
 * VJP: as that of `div`.
 */
export function chainInverse(cotangent: Tensor, inverse: Tensor): Tensor {
  return apply(chainInversePrimitive, [cotangent, inverse], noAttrs);
}

/**
 * `y = a ⊙ b`, an exact 0 where either is 0. What a slope gets of a cotangent that is 0 is 0, but changes with it.
 *
 * Shapes: broadcast to each other.
 * VJP: as that of `mul`.
 */
function quietMul(a: Tensor, b: Tensor): Tensor {
  return apply(quietMulPrimitive, [a, b], noAttrs);
}
