import { PullbackError, Tensor, textTable } from '@pullback/core';
import { largestBeside, NOWHERE } from './largest';

export interface ConfusionMatrixOptions {
  /** What the classes are called; their numbers if not given. */
  readonly classes?: readonly string[];
}

/**
 * How often each class was taken for each: counted by `confusionMatrix`. As a string it is a table.
 */
export class ConfusionMatrix {
  constructor(
    /** int32 `[classes, classes]`: a row for each label, a column for each class that was predicted. */
    readonly counts: Tensor<readonly [number, number]>,
    readonly classes: readonly string[],
    /** How many of each label had a NaN among their scores, and so count as nothing. */
    private readonly missed: readonly number[],
  ) {}

  /** The share of all that are right. */
  get accuracy(): number {
    return sum(this.classes.map((_, i) => this.at(i, i))) / sum(this.classes.map((_, i) => this.support(i)));
  }

  /** How many were of this class. */
  support(label: number): number {
    return sum(this.classes.map((_, column) => this.at(label, column))) + this.missed[label]!;
  }

  /** Of those taken for this class, the share that was; NaN if there were none. */
  precision(label: number): number {
    return this.at(label, label) / sum(this.classes.map((_, row) => this.at(row, label)));
  }

  /** Of those of this class, the share that was taken for it; NaN if there were none. */
  recall(label: number): number {
    return this.at(label, label) / this.support(label);
  }

  /** The counts, and precision and recall of each class, in columns. */
  toString(): string {
    const share = (value: number): string => (Number.isNaN(value) ? '–' : `${(100 * value).toFixed(1)} %`);
    const header = ['label', ...this.classes, 'recall'];
    const rows = this.classes.map((name, label) => [
      name,
      ...this.classes.map((_, column) => (this.at(label, column) === 0 ? '·' : String(this.at(label, column)))),
      share(this.recall(label)),
    ]);
    const precisions = [
      'precision',
      ...this.classes.map((_, label) => share(this.precision(label)).replace(' %', '')),
      '%',
    ];
    return textTable([header, ...rows, precisions], [...header.keys()].slice(1)).join('\n');
  }

  private at(row: number, column: number): number {
    return this.counts.data[row * this.classes.length + column]!;
  }
}

/**
 * Counts what was predicted, the largest entry of each row, beside what was right. Rows with a NaN are of no column.
 *
 * Shapes: `[…, classes]`, `[…]` of int32.
 * @throws ShapeError if there is not one label for each row, or there are no classes.
 * @throws DTypeError unless the labels are int32.
 * @throws IndexError if a label is not the number of a class.
 * @throws PullbackError if there is not one name for each class.
 */
export function confusionMatrix(
  prediction: Tensor,
  labels: Tensor,
  options: ConfusionMatrixOptions = {},
): ConfusionMatrix {
  const predicted = largestBeside('confusionMatrix', prediction, labels);
  const size = prediction.shape.at(-1)!;
  const { classes = Array.from({ length: size }, (_, i) => String(i)) } = options;
  if (classes.length !== size) {
    throw new PullbackError(`confusionMatrix: a name for each of ${size} classes is required, got ${classes.length}.`);
  }
  const counts = new Int32Array(size * size);
  const missed = Array.from({ length: size }, () => 0);
  for (const [row, column] of predicted.entries()) {
    const label = labels.data[row]!;
    if (column === NOWHERE) missed[label]!++;
    else counts[label * size + column]!++;
  }
  return new ConfusionMatrix(new Tensor(counts, [size, size], 'int32'), classes, missed);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
