import { apply, noAttrs } from '@pullback/core';
import { comparison } from '../comparison/comparison';
import { checkOperand, type MaskOp } from '../operands';

const logicalOrPrimitive = comparison('logicalOr');

/**
 * Or `y = a ∨ b` of masks, elementwise.
 *
 * Shapes: broadcast to each other.
 * VJP: none; the output is a mask.
 * @throws ShapeError if the shapes do not broadcast.
 * @throws DTypeError unless both are bool tensors.
 */
export const logicalOr: MaskOp = (a, b) => {
  checkOperand('logicalOr', a, 'masks');
  checkOperand('logicalOr', b, 'masks');
  return apply(logicalOrPrimitive, [a, b], noAttrs);
};
