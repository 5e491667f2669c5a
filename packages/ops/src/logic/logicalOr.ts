import { apply, noAttrs, type Tensor } from '@pullback/core';
import { comparison } from '../comparison/comparison';
import { type BroadcastingOp, checkOperand, type Operand } from '../operands';

const logicalOrPrimitive = comparison('logicalOr');

/**
 * Or `y = a ∨ b` of masks, elementwise.
 *
 * Shapes: broadcast to each other.
 * VJP: none; the output is a mask.
 * @throws ShapeError if the shapes do not broadcast.
 * @throws DTypeError unless both are bool tensors.
 */
export const logicalOr: BroadcastingOp = (a: Operand, b: Operand): Tensor => {
  checkOperand('logicalOr', a, 'masks');
  checkOperand('logicalOr', b, 'masks');
  return apply(logicalOrPrimitive, [a, b], noAttrs);
};
