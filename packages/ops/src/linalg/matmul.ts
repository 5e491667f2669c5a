import {
  apply,
  type Binary,
  formatShape,
  type IsMatrix,
  type MultipliesWith,
  type Primitive,
  type ProductShape,
  type Shape,
  ShapeError,
  type Tensor,
} from '@pullback/core';
import { kernels, type Transposes } from '@pullback/kernels';
import { checkOperand, checkSameDType } from '../operands';

const matmulPrimitive: Primitive<Binary, Transposes> = {
  name: 'matmul',
  outputShape: ([a, b], attrs) => productShape(a, b, attrs),
  kernel: ([a, b], output, attrs) => kernels.matmul(a, b, output, attrs),
  vjp: ([a, b], _output, { transposeA, transposeB }) => [
    transposeA
      ? (cotangent) => matmul(b, cotangent, { transposeA: transposeB, transposeB: true })
      : (cotangent) => matmul(cotangent, b, { transposeB: !transposeB }),
    transposeB
      ? (cotangent) => matmul(cotangent, a, { transposeA: true, transposeB: transposeA })
      : (cotangent) => matmul(a, cotangent, { transposeA: !transposeA }),
  ],
  jvp: ([a, b], _output, attrs) => [(tangent) => matmul(tangent, b, attrs), (tangent) => matmul(a, tangent, attrs)],
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
    a: Tensor<A> & IsMatrix<A>,
    b: Tensor<B> & MultipliesWith<A, B, TA, TB>,
    options?: MatmulOptions<TA, TB>,
  ): Tensor<ProductShape<A, B, TA, TB>>;
}

/**
 * Matrix product `y = a b`, or with `aᵀ`, `bᵀ` in their place. Sums are taken in float64.
 *
 * Shapes: `[m, k]`, `[k, n]` → `[m, n]`.
 * VJP: `ā = ȳ bᵀ`, `b̄ = aᵀ ȳ`.
 * @throws ShapeError if the inner sizes differ, or an operand is not a matrix.
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
  return apply(matmulPrimitive, [a, b], transposes(options.transposeA ?? false, options.transposeB ?? false));
};

const NEITHER = Object.freeze({ transposeA: false, transposeB: false });
const ONLY_A = Object.freeze({ transposeA: true, transposeB: false });
const ONLY_B = Object.freeze({ transposeA: false, transposeB: true });
const BOTH = Object.freeze({ transposeA: true, transposeB: true });

function transposes(transposeA: boolean, transposeB: boolean): Transposes {
  if (transposeA) return transposeB ? BOTH : ONLY_A;
  return transposeB ? ONLY_B : NEITHER;
}

function productShape(a: Tensor, b: Tensor, { transposeA, transposeB }: Transposes): Shape {
  const shapes = [a.shape, b.shape];
  if (a.rank !== 2 || b.rank !== 2) {
    throw new ShapeError(
      `matmul: two matrices are required, got ${formatShape(a.shape)} and ${formatShape(b.shape)}. ` +
        'Give a vector a second axis with reshape().',
      shapes,
    );
  }
  const [m, k] = transposeA ? [a.shape[1]!, a.shape[0]!] : [a.shape[0]!, a.shape[1]!];
  const [l, n] = transposeB ? [b.shape[1]!, b.shape[0]!] : [b.shape[0]!, b.shape[1]!];
  if (k !== l) {
    throw new ShapeError(
      `matmul: inner dimensions must agree, got ${formatOperand(a, transposeA)} and ` +
        `${formatOperand(b, transposeB)} (${k} ≠ ${l}).`,
      shapes,
    );
  }
  return [m, n];
}

function formatOperand({ shape }: Tensor, isTransposed: boolean): string {
  return isTransposed ? `${formatShape(shape)}ᵀ` : formatShape(shape);
}
