import { applyBinary, type BroadcastingOp, type Operand } from '../operands';
import { comparison } from './comparison';

const equalPrimitive = comparison('equal');

/**
 * Equality `y = [a = b]`, elementwise, as bool; NaN equals nothing, not even itself. Masks may be compared
 * too.
 *
 * Shapes: broadcast to each other.
 * VJP: none; the output is a mask.
 * @throws ShapeError if the shapes do not broadcast.
 * @throws DTypeError if the dtypes differ.
 */
export const equal: BroadcastingOp = (a: Operand, b: Operand) => applyBinary(equalPrimitive, a, b, 'all');
