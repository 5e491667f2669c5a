import { type Binary, Binding, broadcastShapes, infix, type NoAttrs, type Primitive } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain, chainInverse } from '../chain';
import { applyBinary, type BroadcastingOp, type Operand } from '../operands';
import { unbroadcast } from '../unbroadcast';
import { neg } from './neg';

const divPrimitive: Primitive<Binary, NoAttrs> = {
  name: 'div',
  outputShape: ([a, b]) => broadcastShapes('div', a.shape, b.shape),
  kernel: ([a, b], output) => kernels.div(a, b, output),
  vjp: ([a, b], output) => [
    (cotangent) => unbroadcast(chainInverse(cotangent, b), a.shape),
    (cotangent) => unbroadcast(neg(chainInverse(chain(cotangent, output), b)), b.shape),
  ],
  jvp: ([, b], output) => [
    (tangent) => chainInverse(tangent, b),
    (tangent) => neg(chainInverse(chain(tangent, output), b)),
  ],
  notation: infix(' / ', Binding.Product),
};

/**
 * Quotient `y = a / b`, elementwise; ±∞ or NaN where `b` is 0.
 *
 * Shapes: broadcast to each other.
 * VJP: `ā = ȳ / b`, `b̄ = -ȳ ⊙ y / b`, each summed over the axes along which the operand was stretched.
 * @throws ShapeError if the shapes do not broadcast.
 * @throws DTypeError if the dtypes differ, or are not floats.
 */
export const div: BroadcastingOp = (a: Operand, b: Operand) => applyBinary(divPrimitive, a, b, 'floats');
