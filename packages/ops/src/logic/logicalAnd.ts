import { apply, noAttrs } from '@pullback/core';
import { comparison } from '../comparison/comparison';
import { checkOperand, type MaskOp } from '../operands';

const logicalAndPrimitive = comparison('logicalAnd');

/**
 * And `y = a ∧ b` of masks, elementwise.
 *
 * Shapes: broadcast to each other.
 * VJP: none; the output is a mask.
 * @throws ShapeError if the shapes do not broadcast.
 * @throws DTypeError unless both are bool tensors.
 */
export const logicalAnd: MaskOp = (a, b) => {
  checkOperand('logicalAnd', a, 'masks');
  checkOperand('logicalAnd', b, 'masks');
  return apply(logicalAndPrimitive, [a, b], noAttrs);
};
