import { describe } from '@pullback/core';
import { type ColumnChoice, type CsvColumn, chooseColumns } from './csvColumns';
import { csvLabels } from './csvLabels';
import { type CsvLine, csvLines } from './csvLines';
import { csvNumbers } from './csvNumbers';
import { DataError } from './dataError';
import { Dataset } from './dataset';
import { readFile } from './readFile';

export interface CsvOptions extends ColumnChoice {
  /** Whether the first line holds the names of the columns; so if not given. */
  readonly header?: boolean | undefined;
  /** The inputs; all columns that are neither label nor targets if not given. */
  readonly columns?: readonly CsvColumn[] | undefined;
  /** The column of the labels. */
  readonly label?: CsvColumn | undefined;
  /** What labels there are, in the order of their numbers; those found if not given. Hand on `classes` of the training set. */
  readonly classes?: readonly string[] | undefined;
  /** In place of a label, columns of numbers to predict. */
  readonly targets?: readonly CsvColumn[] | undefined;
  /** Of inputs and targets; float32 if not given. */
  readonly dtype?: 'float32' | 'float64' | undefined;
  /** What stands between cells; a comma if not given. */
  readonly delimiter?: string | undefined;
}

export interface CsvDataset {
  /** Inputs `[n, columns]`; labels, int32 `[n]`, or targets, `[n, targets]`. */
  readonly dataset: Dataset<readonly [number, number]>;
  /** What the columns of the inputs are called; without a header, their numbers. */
  readonly columns: readonly string[];
  /** What each label is called, by its number; empty for targets. */
  readonly classes: readonly string[];
}

/**
 * Samples out of the text of a CSV table, one a line.
 * @throws DataError naming line and column of what is wrong.
 */
export function fromCsv(text: string, options: CsvOptions): CsvDataset {
  if (typeof text !== 'string') {
    throw new DataError('fromCsv', `a text is required, got ${describe(text)}. Files are read by readCsv().`);
  }
  return read('fromCsv', text, options);
}

/**
 * `fromCsv` for the file at this path.
 * @throws DataError if it cannot be read, is not UTF-8, or naming line and column of what is wrong.
 */
export function readCsv(path: string, options: CsvOptions): CsvDataset {
  return readFile('readCsv', path, (bytes) => read('readCsv', decodeText(bytes), options));
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new DataError('readCsv', 'the file must be UTF-8, got other bytes.');
  }
}

function read(op: string, text: string, options: CsvOptions): CsvDataset {
  const { header = true, classes: given, dtype = 'float32', delimiter = ',' } = options;
  const all = csvLines(op, text, delimiter);
  const [first] = all;
  if (first === undefined) throw new DataError(op, 'lines are required, got none.');
  if (header) checkHeader(op, first);
  const names = first.cells.map((cell, column) => (header ? cell.replace(/\s+/g, ' ').trim() : String(column)));
  const { inputs, targets, label } = chooseColumns(op, names, options);
  const lines = header ? all.slice(1) : all;
  const numbers = (columns: readonly number[]) => csvNumbers(op, { lines, names, columns }, dtype);
  const columns = inputs.map((column) => names[column]!);
  if (label === undefined) return { dataset: new Dataset(numbers(inputs), numbers(targets)), columns, classes: [] };
  const { labels, classes } = csvLabels(op, lines, { index: label, name: names[label] }, given);
  return { dataset: new Dataset(numbers(inputs), labels), columns, classes };
}

/** A sample must not be lost by being taken for names. */
function checkHeader(op: string, { number, cells }: CsvLine): void {
  if (cells.some((cell) => cell.trim() === '' || Number.isNaN(Number(cell)))) return;
  throw new DataError(
    op,
    'the names of the columns are required, got numbers only. Without them, say { header: false }.',
    {
      line: number,
    },
  );
}
