import { CsvError, parse } from 'csv-parse/sync';
import { DataError } from './dataError';

/** A line of a table, as text. */
export interface CsvLine {
  /** Where it ends, from 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

/**
 * The lines that are not empty. A byte-order mark is skipped.
 * @throws DataError if it is no CSV, or the lines differ in length.
 */
export function csvLines(op: string, text: string, delimiter: string): CsvLine[] {
  const lines: CsvLine[] = [];
  try {
    parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { lines: number }) => void lines.push({ number, cells }),
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new DataError(op, ...faultOf(error, lines));
  }
  const columns = lines[0]?.cells.length;
  const odd = lines.find(({ cells }) => cells.length !== columns);
  if (odd === undefined) return lines;
  throw new DataError(op, `${columns} columns are required as in the first line, got ${odd.cells.length}.`, {
    line: odd.number,
  });
}

/** A quote that is never closed swallows the rest: what matters is the line after the last good one. */
function faultOf(
  error: CsvError,
  lines: readonly CsvLine[],
): [reason: string, place: { line: number; cause: unknown }] {
  const line = (lines.at(-1)?.number ?? 0) + 1;
  const reason = error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quote is not closed' : error.message;
  return [`${reason.replace(/\.$/, '')}.`, { line, cause: error }];
}
