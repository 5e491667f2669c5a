import { DTypeError, formatShape, type Shape, ShapeError, type Tensor } from '@pullback/core';

/**
 * The share of rows whose largest entry stands at the label; the first of several that are equally large. A row with a
 * NaN is never right.
 *
 * Shapes: `[n, classes]`, `[n]` of int32 → a number from 0 to 1; NaN if there are no rows.
 * @throws ShapeError if there is not one label for each row, or there are no classes.
 * @throws DTypeError unless the labels are int32.
 */
export function accuracy(prediction: Tensor, labels: Tensor): number {
  const shapes: readonly Shape[] = [prediction.shape, labels.shape];
  const [rows, classes] = prediction.shape;
  if (prediction.rank !== 2 || labels.rank !== 1 || rows !== labels.shape[0] || classes === 0) {
    throw new ShapeError(
      'accuracy: a matrix of predictions and a label for each row are required, got ' +
        `${formatShape(prediction.shape)} and ${formatShape(labels.shape)}.`,
      shapes,
    );
  }
  if (labels.dtype !== 'int32') {
    throw new DTypeError(`accuracy: labels must be int32, got ${labels.dtype}. Convert them: cast(labels, 'int32').`);
  }
  let right = 0;
  for (let row = 0; row < labels.size; row++) {
    if (largestIn(prediction, row) === labels.data[row]) right++;
  }
  return right / labels.size;
}

const NOWHERE = -1;

/** The column of the largest entry; nowhere if there is a NaN among them. */
function largestIn({ data, shape }: Tensor, row: number): number {
  const classes = shape[1]!;
  let best = 0;
  for (let column = 0; column < classes; column++) {
    const entry = data[row * classes + column]!;
    if (Number.isNaN(entry)) return NOWHERE;
    if (entry > data[row * classes + best]!) best = column;
  }
  return best;
}
