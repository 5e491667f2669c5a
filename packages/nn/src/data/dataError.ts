import { PullbackError } from '@pullback/core';

/** Where the fault is, as far as is known. */
export interface DataPlace {
  readonly path?: string | undefined;
  /** From 1, as editors count. */
  readonly line?: number | undefined;
  /** From 1. */
  readonly column?: number | undefined;
  /** What the header calls the column. */
  readonly columnName?: string | undefined;
  /** The error of the file system, or of the parser. */
  readonly cause?: unknown;
}

/** Data that cannot be read, or are not what they should be. */
export class DataError extends PullbackError {
  override name = 'DataError';
  readonly path: string | undefined;
  /** From 1, as editors count. */
  readonly line: number | undefined;
  /** From 1. */
  readonly column: number | undefined;

  readonly #op: string;
  readonly #place: DataPlace;

  constructor(
    op: string,
    /** The message without op and place. */
    readonly reason: string,
    place: DataPlace = {},
  ) {
    const { path, line, column, columnName, cause } = place;
    const name = columnName === undefined ? '' : ` (${columnName})`;
    const places = [
      ...(line === undefined ? [] : [`line ${line}`]),
      ...(column === undefined ? [] : [`column ${column}${name}`]),
    ];
    const parts = [
      op,
      ...(path === undefined ? [] : [`'${path}'`]),
      ...(places.length === 0 ? [] : [places.join(', ')]),
    ];
    super([...parts, reason].join(': '), cause === undefined ? undefined : { cause });
    this.#op = op;
    this.#place = place;
    this.path = path;
    this.line = line;
    this.column = column;
  }
  /** The same fault, said to be in a file. */
  inFile(path: string): DataError {
    return new DataError(this.#op, this.reason, { ...this.#place, path });
  }
}
