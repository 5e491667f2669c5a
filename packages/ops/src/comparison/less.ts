import { applyBinary, type BroadcastingOp, type Operand } from '../operands';
import { comparison } from './comparison';

const lessPrimitive = comparison('less');

/**
 * Comparison `y = [a < b]`, elementwise, as bool; false where either is NaN.
 *
 * Shapes: broadcast to each other.
 * VJP: none; the output is a mask.
 * @throws ShapeError if the shapes do not broadcast.
 * @throws DTypeError if the dtypes differ, or are not numbers.
 */
export const less: BroadcastingOp = (a: Operand, b: Operand) => applyBinary(lessPrimitive, a, b, 'numbers');
