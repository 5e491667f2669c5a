import { applyBinary, type BroadcastingOp, type Operand } from '../operands';
import { extremum } from './extremum';

const minimumPrimitive = extremum('minimum');

/**
 * Lesser of two `y = min(a, b)`, elementwise; NaN where either is, and -0 is less than 0.
 *
 * Shapes: broadcast to each other.
 * VJP: `ā = ȳ where a = y, else 0`, `b̄ = ȳ where b = y, else 0`, each summed over the axes along which the operand
 * was stretched. Subgradient: half of `ȳ` for each where `a = b`, ±0 too. Where `y` is NaN, `ȳ` goes to the operand that
 * is.
 * @throws ShapeError if the shapes do not broadcast.
 * @throws DTypeError if the dtypes differ, or are not numbers.
 */
export const minimum: BroadcastingOp = (a: Operand, b: Operand) => applyBinary(minimumPrimitive, a, b, 'numbers');
