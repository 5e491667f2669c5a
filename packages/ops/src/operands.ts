// What the elementwise ops share: numbers among the operands, dtypes that must agree, and the types of their calls.

import {
  allocate,
  apply,
  type Binary,
  type Broadcast,
  type BroadcastsWith,
  type DType,
  DTypeError,
  isFloat,
  type NoAttrs,
  noAttrs,
  type Primitive,
  type Shape,
  scalar,
  Tensor,
  type Unary,
} from '@pullback/core';

/** A tensor, or a number that takes the other operand's dtype. */
export type Operand = Tensor | number;

/** An elementwise op of one tensor. */
export type UnaryOp = <S extends Shape>(x: Tensor<S>) => Tensor<S>;

/**
 * An elementwise op of two operands that broadcast. The third overload is for code that is generic in its shapes, where
 * the compiler cannot work out what they broadcast to; the last is the one whose errors it shows.
 */
export interface BroadcastingOp {
  <S extends Shape>(a: number, b: Tensor<S>): Tensor<S>;
  <S extends Shape>(a: Tensor<S>, b: number): Tensor<S>;
  <S extends Shape>(a: Tensor<S>, b: Tensor<NoInfer<S>> | number): Tensor<S>;
  <A extends Shape, B extends Shape>(
    a: Tensor<A>,
    b: Tensor<B> & Tensor<BroadcastsWith<A, B>>,
  ): Tensor<Broadcast<A, B>>;
}

/** The kinds of number that an op works on. */
export type Domain = 'numbers' | 'floats';

/** Applies an elementwise primitive of one tensor. */
export function applyUnary<S extends Shape>(
  primitive: Primitive<Unary, NoAttrs>,
  x: Tensor<S>,
  domain: Domain,
): Tensor<S> {
  checkDType(primitive.name, x.dtype, domain);
  return apply(primitive, [x], noAttrs);
}

/**
 * Applies an elementwise primitive of two operands.
 * @throws DTypeError if they differ in dtype.
 */
export function applyBinary(primitive: Primitive<Binary, NoAttrs>, a: Operand, b: Operand, domain: Domain): Tensor {
  const x = typeof a === 'number' ? numberLike(primitive.name, a, b) : a;
  const y = typeof b === 'number' ? numberLike(primitive.name, b, a) : b;
  if (x.dtype !== y.dtype) {
    throw new DTypeError(
      `${primitive.name}: both operands must have one dtype, got ${x.dtype} and ${y.dtype}. ` +
        `Convert one: cast(x, '${x.dtype === 'float64' ? x.dtype : y.dtype}').`,
    );
  }
  checkDType(primitive.name, x.dtype, domain);
  return apply(primitive, [x, y], noAttrs);
}

/** @throws DTypeError unless the op works on this dtype. */
export function checkDType(op: string, dtype: DType, domain: Domain): void {
  if (isFloat(dtype) || (domain === 'numbers' && dtype === 'int32')) return;
  const required = domain === 'floats' ? 'float32 or float64' : 'numbers';
  throw new DTypeError(`${op}: ${required} are required, got ${dtype}. Convert it: cast(x, 'float32').`);
}

function numberLike(op: string, value: number, other: Operand): Tensor {
  if (!(other instanceof Tensor)) {
    throw new DTypeError(`${op}: at least one operand must be a tensor, got ${String(value)} and ${String(other)}.`);
  }
  const { dtype } = other;
  return isFloat(dtype) ? new Tensor(allocate(dtype, 1).fill(value), [], dtype) : scalar(value, { dtype });
}
