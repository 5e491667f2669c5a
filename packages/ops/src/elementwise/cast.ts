import {
  apply,
  type DType,
  DTypeError,
  isFloat,
  type Primitive,
  type Shape,
  type Tensor,
  type Unary,
} from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { checkTensor } from '../operands';

interface CastAttrs {
  readonly dtype: DType;
}

const castPrimitive: Primitive<Unary, CastAttrs> = {
  name: 'cast',
  outputShape: ([x]) => x.shape,
  outputDType: (_inputs, { dtype }) => dtype,
  kernel: ([x], output) => (output.dtype === 'bool' ? kernels.truth(x, output) : kernels.copy(x, output)),
  vjp: ([x], output) => [isFloat(x.dtype) && isFloat(output.dtype) ? (cotangent) => cast(cotangent, x.dtype) : null],
  jvp: ([x], output) => [isFloat(x.dtype) && isFloat(output.dtype) ? (tangent) => cast(tangent, output.dtype) : null],
  flop: () => 0,
};

/**
 * The same numbers as another dtype: rounded to the nearest float32, cut off to whole numbers for int32, `x ≠ 0` for
 * bool.
 *
 * VJP: the cotangent, cast back; none from or to whole numbers and masks.
 * @throws DTypeError if a number does not fit int32.
 */
export function cast<S extends Shape>(x: Tensor<S>, dtype: DType): Tensor<S> {
  checkTensor('cast', x);
  if (dtype === 'int32' && x.dtype !== 'int32') checkFitsInt32(x);
  return apply(castPrimitive, [x], Object.freeze({ dtype }));
}

function checkFitsInt32({ data }: Tensor): void {
  for (let i = 0; i < data.length; i++) {
    const whole = Math.trunc(data[i]!);
    if ((whole | 0) !== whole) {
      throw new DTypeError(`cast: int32 holds whole numbers from -2³¹ to 2³¹ - 1, got ${data[i]} at element ${i}.`);
    }
  }
}
