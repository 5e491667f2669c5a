import { type Binary, Binding, broadcastShapes, infix, type NoAttrs, type Primitive } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { applyBinary, type BroadcastingOp, type Operand } from '../operands';
import { stretch } from '../stretch';
import { unbroadcast } from '../unbroadcast';

const addPrimitive: Primitive<Binary, NoAttrs> = {
  name: 'add',
  outputShape: ([a, b]) => broadcastShapes('add', a.shape, b.shape),
  kernel: ([a, b], output) => kernels.add(a, b, output),
  vjp: ([a, b]) => [(cotangent) => unbroadcast(cotangent, a.shape), (cotangent) => unbroadcast(cotangent, b.shape)],
  jvp: (_inputs, { shape }) => [(tangent) => stretch(tangent, shape), (tangent) => stretch(tangent, shape)],
  notation: infix(' + ', Binding.Sum),
};

/**
 * Sum `y = a + b`, elementwise.
 *
 * Shapes: broadcast to each other.
 * VJP: `ā = ȳ`, `b̄ = ȳ`, each summed over the axes along which the operand was stretched.
 * @throws ShapeError if the shapes do not broadcast.
 * @throws DTypeError if the dtypes differ.
 */
export const add: BroadcastingOp = (a: Operand, b: Operand) => applyBinary(addPrimitive, a, b, 'numbers');
