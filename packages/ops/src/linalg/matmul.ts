import {
  apply,
  type Binary,
  Binding,
  type HasAxes,
  infix,
  type MultipliesWith,
  noAttrs,
  type Primitive,
  type ProductShape,
  postfix,
  type Shape,
  type Tensor,
} from '@pullback/core';
import { kernels, type Transposes } from '@pullback/kernels';
import { checkOperand, checkSameDType } from '../operands';
import { reshape } from '../shape/reshape';
import { unbroadcast } from '../unbroadcast';
import { checkInnerSizes, productShape } from './productShape';

/** Of matrices and stacks of them; vectors come as matrices of one row or column. */
const matmulPrimitive: Primitive<Binary, Transposes> = {
  name: 'matmul',
  outputShape: ([a, b], attrs) => productShape(a, b, attrs),
  kernel: ([a, b], output, attrs) => kernels.matmul(a, b, output, attrs),
  vjp: ([a, b], _output, { transposeA, transposeB }) => [
    transposeA
      ? (cotangent) => cotangentLike(a, b, cotangent, transposes(transposeB, true))
      : (cotangent) => cotangentLike(a, cotangent, b, transposes(false, !transposeB)),
    transposeB
      ? (cotangent) => cotangentLike(b, cotangent, a, transposes(true, transposeA))
      : (cotangent) => cotangentLike(b, a, cotangent, transposes(!transposeA, false)),
  ],
  jvp: ([a, b], _output, attrs) => [(tangent) => product(tangent, b, attrs), (tangent) => product(a, tangent, attrs)],
  notation: ([a, b], { transposeA, transposeB }) =>
    juxtaposed([transposeA ? transposed([a!], noAttrs) : a!, transposeB ? transposed([b!], noAttrs) : b!], noAttrs),
  flop: ([a], output, { transposeA }) => 2 * output.size * a.shape.at(transposeA ? -2 : -1)!,
};

export interface MatmulOptions<TA extends boolean, TB extends boolean> {
  /** Multiply by `aᵀ`, read in place. */
  readonly transposeA?: TA;
  /** Multiply by `bᵀ`, read in place. */
  readonly transposeB?: TB;
}

/** The first three overloads are for code that is generic in its sizes, where the compiler cannot compare them. */
export interface MatmulOp {
  <M extends number, K extends number, N extends number>(
    a: Tensor<readonly [M, K]>,
    b: Tensor<readonly [NoInfer<K>, N]>,
  ): Tensor<readonly [M, N]>;
  <M extends number, K extends number, N extends number>(
    a: Tensor<readonly [K, M]>,
    b: Tensor<readonly [NoInfer<K>, N]>,
    options: MatmulOptions<true, false>,
  ): Tensor<readonly [M, N]>;
  <M extends number, K extends number, N extends number>(
    a: Tensor<readonly [M, K]>,
    b: Tensor<readonly [N, NoInfer<K>]>,
    options: MatmulOptions<false, true>,
  ): Tensor<readonly [M, N]>;
  <A extends Shape, B extends Shape, const TA extends boolean = false, const TB extends boolean = false>(
    a: Tensor<A> & HasAxes<A>,
    b: Tensor<B> & MultipliesWith<A, B, TA, TB>,
    options?: MatmulOptions<TA, TB>,
  ): Tensor<ProductShape<A, B, TA, TB>>;
}

/**
 * Matrix product `y = a b`, or with `aᵀ`, `bᵀ` in their place: the last two axes swapped. Sums run in the dtype of the
 * operands, by blocks; with the reference kernels in float64.
 *
 * Shapes: `[…, m, k]`, `[…, k, n]` → `[…, m, n]`, where the leading axes broadcast. A vector `[k]` is a row on the left and
 * a column on the right, without the axis of size 1: `[k]`, `[k]` → `[]`; `[m, k]`, `[k]` → `[m]`; `[k]`, `[k, n]` → `[n]`.
 * VJP: `ā = ȳ bᵀ`, `b̄ = aᵀ ȳ`, summed over the axes along which the operand was repeated.
 * @throws ShapeError if the inner sizes differ, the leading axes do not broadcast, an operand is a scalar, or a vector is
 * to be transposed.
 * @throws DTypeError if the dtypes differ, or are not floats.
 */
export const matmul: MatmulOp = <S extends Shape>(
  a: Tensor,
  b: Tensor,
  options: MatmulOptions<boolean, boolean> = {},
): Tensor<S> => {
  checkOperand('matmul', a, 'floats');
  checkOperand('matmul', b, 'floats');
  checkSameDType('matmul', a, b);
  const attrs = transposes(options.transposeA ?? false, options.transposeB ?? false);
  return a.rank >= 2 && b.rank >= 2 ? product(a, b, attrs) : (productWithVector(a, b, attrs) as Tensor<S>);
};

function product<S extends Shape>(a: Tensor, b: Tensor, attrs: Transposes): Tensor<S> {
  return apply(matmulPrimitive, [a, b], attrs);
}

/** A vector gets an axis of size 1, which the product then gives back. */
function productWithVector(a: Tensor, b: Tensor, attrs: Transposes): Tensor {
  checkInnerSizes(a, b, attrs);
  const rows = a.rank === 1 ? reshape(a, [1, a.size]) : a;
  const columns = b.rank === 1 ? reshape(b, [b.size, 1]) : b;
  const y = product(rows, columns, attrs);
  const added = [a.rank === 1 ? y.rank - 2 : y.rank, b.rank === 1 ? y.rank - 1 : y.rank];
  return reshape(
    y,
    y.shape.filter((_, axis) => !added.includes(axis)),
  );
}

/** The product of `left` and `right` as the cotangent of `operand`, summed where the operand served many products. */
function cotangentLike(operand: Tensor, left: Tensor, right: Tensor, attrs: Transposes): Tensor {
  const isOneForMany = operand.rank === 2 && left.rank > 2;
  if (isOneForMany && attrs.transposeA && !attrs.transposeB) {
    // Σ aᵢᵀ ȳᵢ is one product of all rows, and needs no room for its terms.
    return product(foldedToRows(left), foldedToRows(right), attrs);
  }
  return unbroadcast(product(left, right, attrs), operand.shape);
}

/** All matrices of a stack, one below the other. */
function foldedToRows(x: Tensor): Tensor {
  const columns = x.shape.at(-1)!;
  const rows = x.shape.slice(0, -1).reduce((count, size) => count * size, 1);
  return reshape(x, [rows, columns]);
}

const juxtaposed = infix(' ', Binding.Product);
const transposed = postfix('ᵀ');

const NEITHER = Object.freeze({ transposeA: false, transposeB: false });
const ONLY_A = Object.freeze({ transposeA: true, transposeB: false });
const ONLY_B = Object.freeze({ transposeA: false, transposeB: true });
const BOTH = Object.freeze({ transposeA: true, transposeB: true });

function transposes(transposeA: boolean, transposeB: boolean): Transposes {
  if (transposeA) return transposeB ? BOTH : ONLY_A;
  return transposeB ? ONLY_B : NEITHER;
}
