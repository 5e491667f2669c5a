import { type Binary, Binding, broadcastShapes, infix, type NoAttrs, type Primitive } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { applyBinary, type BroadcastingOp, type Operand } from '../operands';
import { stretch } from '../stretch';
import { unbroadcast } from '../unbroadcast';
import { neg } from './neg';

const subPrimitive: Primitive<Binary, NoAttrs> = {
  name: 'sub',
  outputShape: ([a, b]) => broadcastShapes('sub', a.shape, b.shape),
  kernel: ([a, b], output) => kernels.sub(a, b, output),
  vjp: ([a, b]) => [
    (cotangent) => unbroadcast(cotangent, a.shape),
    (cotangent) => neg(unbroadcast(cotangent, b.shape)),
  ],
  jvp: (_inputs, { shape }) => [(tangent) => stretch(tangent, shape), (tangent) => neg(stretch(tangent, shape))],
  notation: infix(' - ', Binding.Sum),
};

/**
 * Difference `y = a - b`, elementwise.
 *
 * Shapes: broadcast to each other.
 * VJP: `ā = ȳ`, `b̄ = -ȳ`, each summed over the axes along which the operand was stretched.
 * @throws ShapeError if the shapes do not broadcast.
 * @throws DTypeError if the dtypes differ.
 */
export const sub: BroadcastingOp = (a: Operand, b: Operand) => applyBinary(subPrimitive, a, b, 'numbers');
