import {
  apply,
  type Broadcast,
  type BroadcastsWith,
  broadcastShapes,
  choice,
  type NoAttrs,
  noAttrs,
  type Primitive,
  type ScalarShape,
  type Shape,
  scalar,
  type Tensor,
} from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { checkOperand, checkSameDType, checkTensor, numberLike, type Operand } from '../operands';
import { stretch } from '../stretch';
import { unbroadcast } from '../unbroadcast';

const wherePrimitive: Primitive<readonly [condition: Tensor, a: Tensor, b: Tensor], NoAttrs> = {
  name: 'where',
  outputShape: ([condition, a, b]) =>
    broadcastShapes('where', broadcastShapes('where', condition.shape, a.shape), b.shape),
  outputDType: ([, a]) => a.dtype,
  kernel: ([condition, a, b], output) => kernels.where(condition, a, b, output),
  vjp: ([condition, a, b]) => [
    null,
    (cotangent) => unbroadcast(where(condition, cotangent, 0), a.shape),
    (cotangent) => unbroadcast(where(condition, 0, cotangent), b.shape),
  ],
  jvp: ([condition], { shape }) => [
    null,
    (tangent) => stretch(where(condition, tangent, 0), shape),
    (tangent) => stretch(where(condition, 0, tangent), shape),
  ],
  notation: choice,
};

/** The first overload is for code that is generic in its shapes, where the compiler cannot compare them. */
export interface WhereOp {
  <S extends Shape>(condition: Tensor<S>, a: Tensor<NoInfer<S>> | number, b: Tensor<NoInfer<S>> | number): Tensor<S>;
  <C extends Shape, A extends Shape = ScalarShape, B extends Shape = ScalarShape>(
    condition: Tensor<C>,
    a: (Tensor<A> & Tensor<BroadcastsWith<C, A>>) | number,
    b: (Tensor<B> & Tensor<BroadcastsWith<Broadcast<C, A>, B>>) | number,
  ): Tensor<Broadcast<Broadcast<C, A>, B>>;
}

/**
 * `y = a where condition, else b`, elementwise. What is not chosen leaves no trace: neither its value nor, on the way
 * back, its slope, even where they are infinite or NaN.
 *
 * Shapes: all three broadcast to each other. A number takes the other's dtype, float32 if both are numbers.
 * VJP: `ā = ȳ where condition, else 0`, `b̄ = 0 where condition, else ȳ`, each summed over the axes along which the operand
 * was stretched; none for the condition.
 * @throws ShapeError if the shapes do not broadcast.
 * @throws DTypeError unless the condition is bool, or if the dtypes of `a` and `b` differ.
 */
export const where: WhereOp = (condition: Tensor, a: Operand, b: Operand): Tensor => {
  checkOperand('where', condition, 'masks');
  const [chosen, other] = operands(a, b);
  return apply(wherePrimitive, [condition, chosen, other], noAttrs);
};

/** Both as tensors of one dtype. */
function operands(a: Operand, b: Operand): [Tensor, Tensor] {
  if (typeof a === 'number') {
    if (typeof b === 'number') return [scalar(a), scalar(b)];
    checkTensor('where', b);
    return [numberLike('where', a, b), b];
  }
  checkTensor('where', a);
  if (typeof b === 'number') return [a, numberLike('where', b, a)];
  checkTensor('where', b);
  checkSameDType('where', a, b);
  return [a, b];
}
