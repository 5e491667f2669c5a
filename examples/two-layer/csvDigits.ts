// Images from a CSV file: a header, then one image a line, its pixels in all columns but the label's.

import { readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';
import type { Dataset, Sample } from './dataset';
import { UserError } from './userError';

export interface CsvOptions {
  /** The label's column, by its header; the last one if not given. */
  readonly label: string | undefined;
  /** The labels to use; the first eight, in order, if not given. */
  readonly classes: readonly string[] | undefined;
}

const DEFAULT_CLASSES = 8;

interface Line {
  readonly number: number;
  readonly cells: readonly string[];
}

/**
 * Reads and scales the images: the largest pixel of the file becomes 1.
 * @throws UserError naming file, line and column of what is wrong.
 */
export function readCsvDigits(file: string, options: CsvOptions): Dataset {
  const [header, ...lines] = readLines(file);
  if (header === undefined) throw new UserError(`${file}: a header line and images are required, the file is empty.`);
  if (header.cells.every((cell) => cell.trim() !== '' && Number.isFinite(Number(cell)))) {
    throw new UserError(`${file}:1: a header line is required, the first line holds numbers only.`);
  }
  // Names are shown in one line, whatever is in them.
  const names = header.cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
  const labelColumn = findLabelColumn(file, names, options.label);
  for (const { number, cells } of lines) {
    if (cells.length !== names.length) {
      throw new UserError(
        `${file}:${number}: ${names.length} columns are required as in the header, got ${cells.length}.`,
      );
    }
  }
  const labels = lines.map(({ number, cells }) => {
    const label = cells[labelColumn]!.trim();
    if (label !== '') return label;
    throw new UserError(`${file}:${number}:${labelColumn + 1} (${names[labelColumn]}): a label is required, got "".`);
  });
  const classes = chooseClasses(file, labels, options.classes);
  const images = lines.flatMap(({ number, cells }, i) => {
    const pixels = cells.flatMap((cell, column) =>
      column === labelColumn ? [] : [readPixel(cell, `${file}:${number}:${column + 1} (${names[column]})`)],
    );
    const label = classes.indexOf(labels[i]!);
    return label < 0 ? [] : [{ pixels, label }];
  });
  return { source: file, classes, samples: scale(images) };
}

function readLines(file: string): Line[] {
  const lines: Line[] = [];
  try {
    parse(readText(file), {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { lines: number }) => void lines.push({ number, cells }),
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // A quote that is never closed swallows the rest of the file: what matters is the line after the last good one.
    const opens = (lines.at(-1)?.number ?? 0) + 1;
    const reason =
      error.code === 'CSV_QUOTE_NOT_CLOSED' ? `the quote opened in line ${opens} is not closed` : error.message;
    throw new UserError(`${file}: not a CSV file: ${reason}.`);
  }
  return lines;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`;
    throw new UserError(`${file}: ${reason}.`);
  }
}

function findLabelColumn(file: string, names: readonly string[], label: string | undefined): number {
  if (names.length < 2) throw new UserError(`${file}: pixels and a label are required, got one column.`);
  if (label === undefined) return names.length - 1;
  const column = names.indexOf(label);
  if (column < 0) {
    const [first, last] = [names[0], names.at(-1)];
    throw new UserError(`--label ${label}: ${file} has no such column; its columns are ${first} … ${last}.`);
  }
  return column;
}

function chooseClasses(file: string, labels: readonly string[], wanted: readonly string[] | undefined): string[] {
  if (labels.length === 0) throw new UserError(`${file}: images are required after the header line, there are none.`);
  const found = [...new Set(labels)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const missing = wanted?.find((label) => !found.includes(label));
  if (missing !== undefined) {
    throw new UserError(`--classes: ${file} has no samples labelled '${missing}'; its labels are ${found.join(', ')}.`);
  }
  const classes = wanted === undefined ? found.slice(0, DEFAULT_CLASSES) : [...wanted];
  if (classes.length < 2) throw new UserError(`${file}: at least two classes are required, got ${classes.length}.`);
  return classes;
}

function readPixel(cell: string, place: string): number {
  const value = cell.trim() === '' ? Number.NaN : Number(cell);
  if (!Number.isFinite(value)) throw new UserError(`${place}: a number is required, got ${JSON.stringify(cell)}.`);
  return value;
}

function scale(samples: readonly Sample[]): Sample[] {
  let largest = 0;
  for (const { pixels } of samples) for (const pixel of pixels) largest = Math.max(largest, Math.abs(pixel));
  const unit = largest === 0 ? 1 : largest;
  return samples.map(({ pixels, label }) => ({ pixels: pixels.map((pixel) => pixel / unit), label }));
}
