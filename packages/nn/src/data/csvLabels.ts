import { Tensor } from '@pullback/core';
import { quote } from '../quote';
import type { CsvLine } from './csvLines';
import { DataError } from './dataError';

export interface CsvLabels {
  readonly labels: Tensor<readonly [number]>;
  /** What each label is called, by its number. */
  readonly classes: readonly string[];
}

/**
 * The cells of a column as numbers of classes. Classes that were not given are those found, sorted, numbers by their value.
 * @throws DataError naming line and column of a cell that is empty, or none of the classes given.
 */
export function csvLabels(
  op: string,
  lines: readonly CsvLine[],
  column: { readonly index: number; readonly name: string | undefined },
  given: readonly string[] | undefined,
): CsvLabels {
  const place = (line: number) => ({ line, column: column.index + 1, columnName: column.name });
  const names = lines.map(({ number, cells }) => {
    const name = cells[column.index]!.trim();
    if (name === '') throw new DataError(op, 'a label is required, got none.', place(number));
    return name;
  });
  const classes = given ?? [...new Set(names)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const numbers = new Map(classes.map((name, number) => [name, number]));
  const labels = Int32Array.from(names, (name, i) => {
    const label = numbers.get(name);
    if (label !== undefined) return label;
    throw new DataError(
      op,
      `one of the labels ${classes.join(', ')} is required, got ${quote(name)}.`,
      place(lines[i]!.number),
    );
  });
  return { labels: new Tensor(labels, [labels.length], 'int32'), classes };
}
