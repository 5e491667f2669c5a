import { type Binary, broadcastShapes, type NoAttrs, type Primitive, product } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { applyBinary, type BroadcastingOp, type Operand } from '../operands';
import { unbroadcast } from '../unbroadcast';

const mulPrimitive: Primitive<Binary, NoAttrs> = {
  name: 'mul',
  outputShape: ([a, b]) => broadcastShapes('mul', a.shape, b.shape),
  kernel: ([a, b], output) => kernels.mul(a, b, output),
  vjp: ([a, b]) => [
    (cotangent) => unbroadcast(chain(cotangent, b), a.shape),
    (cotangent) => unbroadcast(chain(cotangent, a), b.shape),
  ],
  jvp: ([a, b]) => [(tangent) => chain(tangent, b), (tangent) => chain(tangent, a)],
  notation: product,
};

/**
 * Product `y = a ⊙ b`, elementwise. For the product of matrices see `matmul`.
 *
 * Shapes: broadcast to each other.
 * VJP: `ā = ȳ ⊙ b`, `b̄ = ȳ ⊙ a`, each summed over the axes along which the operand was stretched.
 * @throws ShapeError if the shapes do not broadcast.
 * @throws DTypeError if the dtypes differ.
 */
export const mul: BroadcastingOp = (a: Operand, b: Operand) => applyBinary(mulPrimitive, a, b, 'numbers');
