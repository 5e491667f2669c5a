// The inverse of a symmetric, positive definite matrix, in plain numbers.

import { type Tensor, tensor } from '@pullback/core';

type Matrix = Tensor<readonly [number, number]>;

/** By Cholesky: `A = L Lᵀ`, so `A⁻¹ = L⁻ᵀ L⁻¹`. Undefined if the matrix is not positive definite. */
export function inverseOf(matrix: Matrix): Matrix | undefined {
  const rows = matrix.toArray();
  const size = rows.length;
  const factor: number[][] = [];
  for (let i = 0; i < size; i++) {
    factor.push(new Array(size).fill(0));
    for (let j = 0; j <= i; j++) {
      const rest = rows[i]![j]! - dot(factor[i]!, factor[j]!, 0, j);
      if (i === j && !(rest > 0)) return undefined;
      factor[i]![j] = i === j ? Math.sqrt(rest) : rest / factor[j]![j]!;
    }
  }
  // The columns of L⁻¹, each by forward substitution.
  const columns = factor.map((_, column) => {
    const solution: number[] = new Array(size).fill(0);
    for (let i = column; i < size; i++) {
      const unit = i === column ? 1 : 0;
      solution[i] = (unit - dot(factor[i]!, solution, column, i)) / factor[i]![i]!;
    }
    return solution;
  });
  return tensor(
    columns.map((a) => columns.map((b) => dot(a, b, 0, size))),
    { dtype: 'float64' },
  );
}

function dot(a: readonly number[], b: readonly number[], start: number, end: number): number {
  let total = 0;
  for (let i = start; i < end; i++) total += a[i]! * b[i]!;
  return total;
}
