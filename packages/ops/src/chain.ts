// The chain rule at one element: a cotangent (or tangent) times a slope. Nothing stays nothing: an exact 0 wins over any
// slope, so that a branch which `where` did not take stays silent even where its slope is infinite or NaN.

import {
  apply,
  type Binary,
  broadcastShapes,
  type NoAttrs,
  noAttrs,
  type Primitive,
  type Tensor,
} from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { equal } from './comparison/equal';
import { neg } from './elementwise/neg';
import { where } from './elementwise/where';
import { unbroadcast } from './unbroadcast';

const chainPrimitive: Primitive<Binary, NoAttrs> = {
  name: 'chain',
  outputShape: ([a, b]) => broadcastShapes('chain', a.shape, b.shape),
  kernel: ([a, b], output) => kernels.chain(a, b, output),
  vjp: ([a, b]) => [
    (cotangent) => unbroadcast(chain(cotangent, b), a.shape),
    (cotangent) => unbroadcast(unlessZero(a, chain(cotangent, a)), b.shape),
  ],
  jvp: ([a, b]) => [(tangent) => chain(tangent, b), (tangent) => unlessZero(a, chain(tangent, a))],
};

const chainInversePrimitive: Primitive<Binary, NoAttrs> = {
  name: 'chainInverse',
  outputShape: ([a, b]) => broadcastShapes('chainInverse', a.shape, b.shape),
  kernel: ([a, b], output) => kernels.chainInverse(a, b, output),
  vjp: ([a, b], output) => [
    (cotangent) => unbroadcast(chainInverse(cotangent, b), a.shape),
    (cotangent) => unbroadcast(unlessZero(a, neg(chainInverse(chain(cotangent, output), b))), b.shape),
  ],
  jvp: ([a, b], output) => [
    (tangent) => chainInverse(tangent, b),
    (tangent) => unlessZero(a, neg(chainInverse(chain(tangent, output), b))),
  ],
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

/** Where the cotangent is 0 the result is, whatever the slope: then the slope's own cotangent or tangent is 0 too. */
function unlessZero(cotangent: Tensor, value: Tensor): Tensor {
  return where(equal(cotangent, 0), 0, value);
}
