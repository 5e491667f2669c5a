// Which columns of a table are what.

import { DataError } from './dataError';

/** By its name in the header, or its number from 0; negative numbers count from the last. */
export type CsvColumn = string | number;

/** What is where, by numbers from 0. */
export interface CsvColumns {
  readonly names: readonly string[];
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
  /** Undefined if there are targets instead. */
  readonly label: number | undefined;
}

export interface ColumnChoice {
  readonly columns?: readonly CsvColumn[] | undefined;
  readonly label?: CsvColumn | undefined;
  readonly targets?: readonly CsvColumn[] | undefined;
}

/** @throws DataError if a column is not there, or there is neither a label nor targets, or both. */
export function chooseColumns(op: string, names: readonly string[], choice: ColumnChoice): CsvColumns {
  if ((choice.label === undefined) === (choice.targets === undefined)) {
    const got = choice.label === undefined ? 'neither' : 'both';
    throw new DataError(op, `either a label or targets are required, got ${got}. Name the columns.`);
  }
  const label = choice.label === undefined ? undefined : find(op, names, choice.label);
  const targets = (choice.targets ?? []).map((column) => find(op, names, column));
  const others = [...names.keys()].filter((column) => column !== label && !targets.includes(column));
  const inputs = choice.columns?.map((column) => find(op, names, column)) ?? others;
  return { names, inputs, targets, label };
}

function find(op: string, names: readonly string[], column: CsvColumn): number {
  if (typeof column === 'number') {
    const index = column < 0 ? column + names.length : column;
    if (Number.isInteger(index) && index >= 0 && index < names.length) return index;
    throw new DataError(op, `columns are ${-names.length}…${names.length - 1}, got ${column}.`);
  }
  const index = names.indexOf(column);
  if (index < 0) {
    throw new DataError(op, `there is no column '${column}'; they are ${names[0]} … ${names.at(-1)}.`);
  }
  if (names.indexOf(column, index + 1) >= 0) {
    throw new DataError(op, `there are several columns '${column}'. Give the number of one, from 0.`);
  }
  return index;
}
