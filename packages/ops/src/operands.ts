// What the elementwise ops share: numbers among the operands, dtypes that must agree, and the types of their calls.

import {
  allocate,
  apply,
  type Binary,
  type Broadcast,
  type BroadcastsWith,
  DTypeError,
  describe,
  isFloat,
  type NoAttrs,
  noAttrs,
  type Primitive,
  PullbackError,
  type ScalarShape,
  type Shape,
  Tensor,
  type Unary,
} from '@pullback/core';

/** A tensor, or a number that takes the other operand's dtype. */
export type Operand = Tensor | number;

/** An elementwise op of one tensor. */
export type UnaryOp = <S extends Shape>(x: Tensor<S>) => Tensor<S>;

/**
 * An elementwise op of two operands that broadcast. In code that is generic in its shapes the compiler cannot work out
 * what they broadcast to: the fourth overload serves that. The last is the third again, since the errors of the last
 * are those that the compiler shows.
 */
export interface BroadcastingOp {
  <S extends Shape>(a: number | Tensor<ScalarShape>, b: Tensor<S>): Tensor<S>;
  <S extends Shape>(a: Tensor<S>, b: number | Tensor<ScalarShape>): Tensor<S>;
  <A extends Shape, B extends Shape>(
    a: Tensor<A>,
    b: Tensor<B> & Tensor<BroadcastsWith<A, B>>,
  ): Tensor<Broadcast<A, B>>;
  <S extends Shape>(a: Tensor<S>, b: Tensor<NoInfer<S>> | number): Tensor<S>;
  <A extends Shape, B extends Shape>(
    a: Tensor<A>,
    b: Tensor<B> & Tensor<BroadcastsWith<A, B>>,
  ): Tensor<Broadcast<A, B>>;
}

/** An op of two masks that broadcast. */
export type MaskOp = <A extends Shape, B extends Shape>(
  a: Tensor<A>,
  b: Tensor<B> & Tensor<BroadcastsWith<A, B>>,
) => Tensor<Broadcast<A, B>>;

/** The kinds of number that an op works on: float32, float64 and int32, the floats alone, bool alone, or all four. */
export type Domain = 'numbers' | 'floats' | 'masks' | 'all';

/** Applies an elementwise primitive of one tensor. */
export function applyUnary<S extends Shape>(
  primitive: Primitive<Unary, NoAttrs>,
  x: Tensor<S>,
  domain: Domain,
): Tensor<S> {
  checkOperand(primitive.name, x, domain);
  return apply(primitive, [x], noAttrs);
}

/**
 * Applies an elementwise primitive of two operands.
 * @throws DTypeError if they differ in dtype.
 */
export function applyBinary(primitive: Primitive<Binary, NoAttrs>, a: Operand, b: Operand, domain: Domain): Tensor {
  const op = primitive.name;
  if (typeof a === 'number') {
    if (typeof b === 'number') throw new DTypeError(`${op}: a tensor is required, got the numbers ${a} and ${b}.`);
    checkOperand(op, b, domain);
    return apply(primitive, [numberLike(op, a, b), b], noAttrs);
  }
  checkOperand(op, a, domain);
  if (typeof b === 'number') return apply(primitive, [a, numberLike(op, b, a)], noAttrs);
  checkOperand(op, b, domain);
  checkSameDType(op, a, b);
  return apply(primitive, [a, b], noAttrs);
}

/** @throws DTypeError unless `x` is a tensor. */
export function checkTensor(op: string, x: unknown): asserts x is Tensor {
  if (!(x instanceof Tensor)) throw new DTypeError(`${op}: a tensor is required, got ${describe(x)}.${adviceOn(x)}`);
}

function adviceOn(x: unknown): string {
  if (!Array.isArray(x)) return '';
  const isOfTensors = x.some((element) => element instanceof Tensor);
  return isOfTensors ? ' Pass its tensors one by one, or stack them: stack(x).' : ' Make one of it: tensor(x).';
}

/** @throws DTypeError unless `x` is a tensor of a dtype that the op works on. */
export function checkOperand(op: string, x: unknown, domain: Domain): asserts x is Tensor {
  checkTensor(op, x);
  if (domain === 'all') return;
  if (domain === 'masks') {
    if (x.dtype === 'bool') return;
    throw new DTypeError(`${op}: bool is required, got ${x.dtype}. Convert it: cast(x, 'bool').`);
  }
  if (isFloat(x.dtype) || (domain === 'numbers' && x.dtype === 'int32')) return;
  const required = domain === 'floats' ? 'float32 or float64' : 'numbers';
  throw new DTypeError(`${op}: ${required} are required, got ${x.dtype}. Convert it: cast(x, 'float32').`);
}

/** @throws PullbackError unless `value` is a number, and not NaN. */
export function checkNumber(op: string, what: string, value: unknown): void {
  if (typeof value === 'number' && !Number.isNaN(value)) return;
  throw new PullbackError(`${op}: ${what} must be a number, got ${describe(value)}.`);
}

/** @throws DTypeError naming the cast that loses least. */
export function checkSameDType(op: string, { dtype: a }: Tensor, { dtype: b }: Tensor): void {
  if (a === b) return;
  const wider = a === 'float64' || b === 'float64' ? 'float64' : 'float32';
  throw new DTypeError(
    `${op}: both operands must have one dtype, got ${a} and ${b}. Convert one: cast(x, '${wider}').`,
  );
}

/**
 * A number as a scalar of the other operand's dtype.
 * @throws DTypeError if the dtype cannot hold it.
 */
export function numberLike(op: string, value: number, { dtype }: Tensor): Tensor {
  if (dtype === 'bool' && value !== 0 && value !== 1) {
    throw new DTypeError(`${op}: bool holds 0 and 1, got ${value}. Convert the mask: cast(mask, 'float32').`);
  }
  if (dtype === 'int32' && (value | 0) !== value) {
    throw new DTypeError(
      `${op}: int32 holds whole numbers from -2³¹ to 2³¹ - 1, got ${value}. Convert the tensor: cast(x, 'float32').`,
    );
  }
  return new Tensor(allocate(dtype, 1).fill(value), [], dtype);
}
