import { allocate, Tensor } from '@pullback/core';
import { quote } from '../quote';
import type { CsvLine } from './csvLines';
import { DataError } from './dataError';

/** The numbers in some columns. */
export interface CsvCells {
  readonly lines: readonly CsvLine[];
  readonly names: readonly string[];
  readonly columns: readonly number[];
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * A table of numbers, `[lines, columns]`.
 * @throws DataError naming line and column of a cell that is not a finite decimal number, or too large for the dtype.
 */
export function csvNumbers(
  op: string,
  { lines, names, columns }: CsvCells,
  dtype: 'float32' | 'float64',
): Tensor<readonly [number, number]> {
  const data = allocate(dtype, lines.length * columns.length);
  let i = 0;
  for (const { number, cells } of lines) {
    for (const column of columns) {
      const cell = cells[column]!.trim();
      data[i] = NUMBER.test(cell) ? Number(cell) : Number.NaN;
      if (!Number.isFinite(data[i++])) {
        const place = { line: number, column: column + 1, columnName: names[column] };
        throw new DataError(op, `a finite number of ${dtype} is required, got ${quote(cells[column]!)}.`, place);
      }
    }
  }
  return new Tensor(data, [lines.length, columns.length], dtype);
}
