// What kind of matrix a Jacobian is.

/** A matrix, row by row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: ArrayLike<number>;
}

/**
 * `zero`: nothing depends on the input. `identity`. `diagonal`: elementwise. `permutation`: the same numbers elsewhere. `selection`: each
 * output is one of the inputs. `partial permutation`: the same numbers elsewhere, but not all of them, or with others between, as of pad.
 * `row of ones`: a sum of all. `sums`: each input goes into one output as it is, with others. `Kronecker`: `A ⊗ I` or
 * `I ⊗ A`, as of products. `block diagonal`: parts that do not see each other. `dense`: nothing of these.
 */
export type Structure =
  | 'zero'
  | 'identity'
  | 'diagonal'
  | 'permutation'
  | 'selection'
  | 'partial permutation'
  | 'row of ones'
  | 'sums'
  | 'Kronecker'
  | 'block diagonal'
  | 'dense';

/** The simplest structure that a matrix has, and where there is one, what it is in a formula. */
export function structureOf(matrix: Matrix): { readonly structure: Structure; readonly formula: string | undefined } {
  const named = (structure: Structure, formula?: string) => ({ structure, formula });
  const { rows, columns } = matrix;
  const [inRows, inColumns] = [countsIn(matrix, 'rows'), countsIn(matrix, 'columns')];
  const isSquare = rows === columns;
  if (inRows.every((count) => count === 0)) return named('zero');
  const isDiagonal = isSquare && every(matrix, (value, i, j) => i === j || value === 0);
  const areOnes = every(matrix, (value) => value === 0 || value === 1);
  if (isDiagonal) return areOnes && inRows.every((count) => count === 1) ? named('identity', 'I') : named('diagonal');
  if (areOnes && inRows.every((count) => count === 1)) {
    return named(isSquare && inColumns.every((count) => count === 1) ? 'permutation' : 'selection');
  }
  if (areOnes && [...inRows, ...inColumns].every((count) => count <= 1)) return named('partial permutation');
  if (areOnes && rows === 1 && inRows[0] === columns) return named('row of ones', '1ᵀ');
  if (areOnes && inColumns.every((count) => count === 1)) return named('sums');
  const copies = kroneckerOf(matrix);
  if (copies !== undefined) return named('Kronecker', copies);
  const blocks = blocksOf(matrix);
  return blocks > 1 ? named('block diagonal', `${blocks} blocks`) : named('dense');
}

/** `I₃ ⊗ A` (A, three times along the diagonal) or `A ⊗ I₃` (each entry of A times I), with the most copies. */
function kroneckerOf(matrix: Matrix): string | undefined {
  const { rows, columns } = matrix;
  for (let copies = Math.min(rows, columns); copies > 1; copies--) {
    if (rows % copies !== 0 || columns % copies !== 0) continue;
    const [height, width] = [rows / copies, columns / copies];
    const size = `[${height}, ${width}]`;
    if (height * width === 1) continue;
    const isRepeated = every(matrix, (value, i, j) => {
      const [block, other] = [Math.floor(i / height), Math.floor(j / width)];
      return value === (block === other ? at(matrix, i % height, j % width) : 0);
    });
    if (isRepeated) return `I${subscript(copies)} ⊗ A, A of ${size}`;
    const isSpread = every(matrix, (value, i, j) => {
      const isSame = i % copies === j % copies;
      return value === (isSame ? at(matrix, i - (i % copies), j - (j % copies)) : 0);
    });
    if (isSpread) return `A ⊗ I${subscript(copies)}, A of ${size}`;
  }
  return undefined;
}

/** Into how many blocks along the diagonal the matrix falls apart, if they are of one size. */
function blocksOf(matrix: Matrix): number {
  const { rows, columns } = matrix;
  for (let blocks = Math.min(rows, columns); blocks > 1; blocks--) {
    if (rows % blocks !== 0 || columns % blocks !== 0) continue;
    const [height, width] = [rows / blocks, columns / blocks];
    if (every(matrix, (value, i, j) => value === 0 || Math.floor(i / height) === Math.floor(j / width))) return blocks;
  }
  return 1;
}

/** How many entries of each row, or column, are not 0. */
function countsIn(matrix: Matrix, along: 'rows' | 'columns'): number[] {
  const counts = new Array<number>(along === 'rows' ? matrix.rows : matrix.columns).fill(0);
  every(matrix, (value, i, j) => {
    if (value !== 0) counts[along === 'rows' ? i : j]!++;
    return true;
  });
  return counts;
}

function every(matrix: Matrix, holds: (value: number, row: number, column: number) => boolean): boolean {
  for (let i = 0; i < matrix.rows; i++) {
    for (let j = 0; j < matrix.columns; j++) if (!holds(at(matrix, i, j), i, j)) return false;
  }
  return true;
}

function at({ data, columns }: Matrix, row: number, column: number): number {
  return data[row * columns + column]!;
}

function subscript(count: number): string {
  return [...String(count)].map((digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]).join('');
}
