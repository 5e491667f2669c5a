import { type Binary, broadcastShapes, type NoAttrs, type Primitive, type Tensor } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { equal } from '../comparison/equal';
import { isNan } from '../logic/isNan';
import { logicalOr } from '../logic/logicalOr';
import { unbroadcast } from '../unbroadcast';
import { abs } from './abs';
import { mul } from './mul';
import { sub } from './sub';
import { where } from './where';

/** A primitive whose output is one of its operands, element by element. */
export function extremum(name: 'maximum' | 'minimum'): Primitive<Binary, NoAttrs> {
  return {
    name,
    outputShape: ([a, b]) => broadcastShapes(name, a.shape, b.shape),
    // Looked up at each call: the kernels in use may change.
    kernel: ([a, b], output) => kernels[name](a, b, output),
    vjp: ([a, b], output) => [
      (cotangent) => unbroadcast(shareOf(cotangent, a, b, output), a.shape),
      (cotangent) => unbroadcast(shareOf(cotangent, b, a, output), b.shape),
    ],
    jvp: ([a, b], output) => [(tangent) => shareOf(tangent, a, b, output), (tangent) => shareOf(tangent, b, a, output)],
    kinkDistance: ([a, b]) => abs(sub(a, b)),
  };
}

/** What `x` has of the cotangent: all where it is the output, half where the other is too, else nothing. */
function shareOf(cotangent: Tensor, x: Tensor, other: Tensor, output: Tensor): Tensor {
  return where(matches(x, output), where(matches(other, output), mul(cotangent, 0.5), cotangent), 0);
}

/** Equality, in which NaN matches NaN: where the output is NaN, so is an operand. */
function matches(x: Tensor, output: Tensor): Tensor {
  return logicalOr(equal(x, output), isNan(x));
}
