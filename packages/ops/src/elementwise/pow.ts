import {
  apply,
  type Binary,
  broadcastShapes,
  DTypeError,
  type NoAttrs,
  noAttrs,
  type Primitive,
  postfix,
  type Tensor,
  type Unary,
  zerosLike,
} from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from '../chain';
import { applyBinary, type BroadcastingOp, checkOperand, checkTensor, numberLike, type Operand } from '../operands';
import { powLog } from '../powLog';
import { unbroadcast } from '../unbroadcast';
import { mul } from './mul';
import { sub } from './sub';

interface PowAttrs {
  readonly exponent: number;
}

const powNumberPrimitive: Primitive<Unary, PowAttrs> = {
  name: 'pow',
  outputShape: ([a]) => a.shape,
  kernel: ([a], output, { exponent }) => kernels.powNumber(a, output, exponent),
  vjp: ([a], _output, { exponent }) => [(cotangent) => chain(cotangent, slopeOf(a, exponent))],
  jvp: ([a], _output, { exponent }) => [(tangent) => chain(tangent, slopeOf(a, exponent))],
  notation: (operands, { exponent }) => postfix(`^${exponent}`)(operands, noAttrs),
};

const powPrimitive: Primitive<Binary, NoAttrs> = {
  name: 'pow',
  outputShape: ([a, exponent]) => broadcastShapes('pow', a.shape, exponent.shape),
  kernel: ([a, exponent], output) => kernels.pow(a, exponent, output),
  vjp: ([a, exponent]) => [
    (cotangent) => unbroadcast(chain(cotangent, slopeInBase(a, exponent)), a.shape),
    (cotangent) => unbroadcast(chain(cotangent, powLog(a, exponent, 1)), exponent.shape),
  ],
  jvp: ([a, exponent]) => [
    (tangent) => chain(tangent, slopeInBase(a, exponent)),
    (tangent) => chain(tangent, powLog(a, exponent, 1)),
  ],
};

/**
 * Power `y = aᵉ`, elementwise, of a tensor and a number, a number and a tensor, or two tensors; as IEEE 754 has it: NaN
 * where `a < 0` and `e` is not whole, `1ᵉ = a⁰ = 1` even for NaN. Powers of int32 take exponents ≥ 0 and wrap around.
 *
 * Shapes: broadcast to each other.
 * VJP: `ā = ȳ ⊙ e aᵉ⁻¹`, an exact 0 where `e = 0`; `ē = ȳ ⊙ y ⊙ ln a`, each summed over the axes along which the operand
 * was stretched. Where `a = 0`, `ē` is 0 if `e > 0`, the limit, and 0 by convention if `e = 0`. Where `a < 0` there is
 * no real logarithm, and `ē` is NaN; `ā` is right.
 * @throws ShapeError if the shapes do not broadcast.
 * @throws DTypeError if the dtypes differ, or are not numbers, or if an exponent of int32 is negative.
 */
export const pow: BroadcastingOp = (a: Operand, exponent: Operand): Tensor => {
  if (typeof a !== 'number' && typeof exponent === 'number') return powNumber(a, exponent);
  if (typeof exponent !== 'number') checkExponents(exponent);
  return applyBinary(powPrimitive, a, exponent, 'numbers');
};

function powNumber(a: Tensor, exponent: number): Tensor {
  checkOperand('pow', a, 'numbers');
  if (a.dtype === 'int32') checkExponents(numberLike('pow', exponent, a));
  return apply(powNumberPrimitive, [a], Object.freeze({ exponent }));
}

function checkExponents(exponents: Tensor): void {
  checkTensor('pow', exponents);
  const negative = exponents.dtype === 'int32' ? exponents.data.find((exponent) => exponent < 0) : undefined;
  if (negative === undefined) return;
  throw new DTypeError(
    `pow: exponents of int32 must be ≥ 0, got ${negative}. Convert the operands: cast(x, 'float32').`,
  );
}

/** An exact 0 where the exponent is 0, even where `a⁻¹` is infinite or NaN. */
function slopeOf(a: Tensor, exponent: number): Tensor {
  return exponent === 0 ? zerosLike(a) : mul(pow(a, exponent - 1), exponent);
}

/** An exact 0 where the exponent is 0, even where `a⁻¹` is infinite or NaN. */
function slopeInBase(a: Tensor, exponent: Tensor): Tensor {
  return chain(exponent, pow(a, sub(exponent, 1)));
}
