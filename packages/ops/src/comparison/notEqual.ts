import { applyBinary, type BroadcastingOp, type Operand } from '../operands';
import { comparison } from './comparison';

const notEqualPrimitive = comparison('notEqual');

/**
 * Inequality `y = [a ≠ b]`, elementwise, as bool; NaN differs from everything, itself too. Of masks it is the
 * exclusive or.
 *
 * Shapes: broadcast to each other.
 * VJP: none; the output is a mask.
 * @throws ShapeError if the shapes do not broadcast.
 * @throws DTypeError if the dtypes differ.
 */
export const notEqual: BroadcastingOp = (a: Operand, b: Operand) => applyBinary(notEqualPrimitive, a, b, 'all');
