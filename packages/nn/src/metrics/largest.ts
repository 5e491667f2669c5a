// What a row of scores predicts, and the checks that metrics of classes share.

import { DTypeError, describe, formatShape, IndexError, isSameShape, ShapeError, Tensor } from '@pullback/core';

/** What a row with a NaN predicts. */
export const NOWHERE = -1;

/**
 * For each row of the last axis, where its largest entry stands; the first of several that are equally large.
 * @throws ShapeError unless there is one label for each row, and there are classes.
 * @throws DTypeError unless the labels are an int32 tensor.
 * @throws IndexError if a label is not the number of a class.
 */
export function largestBeside(op: string, prediction: Tensor, labels: Tensor): Int32Array {
  if (!(labels instanceof Tensor)) throw new DTypeError(`${op}: labels must be a tensor, got ${describe(labels)}.`);
  const classes = prediction.shape.at(-1) ?? 0;
  if (!isSameShape(prediction.shape.slice(0, -1), labels.shape) || classes === 0) {
    const isOneHot = prediction.rank > 1 && isSameShape(prediction.shape, labels.shape);
    throw new ShapeError(
      `${op}: predictions […, classes] and a label for each row are required, got ` +
        `${formatShape(prediction.shape)} and ${formatShape(labels.shape)}.` +
        (isOneHot ? ' Of one-hot labels take argmax(labels, -1).' : ''),
      [prediction.shape, labels.shape],
    );
  }
  if (labels.dtype !== 'int32') {
    throw new DTypeError(`${op}: labels must be int32, got ${labels.dtype}. Convert them: cast(labels, 'int32').`);
  }
  const outside = labels.data.find((label) => label < 0 || label >= classes);
  if (outside !== undefined) throw new IndexError(`${op}: labels must be ≥ 0 and < ${classes}, got ${outside}.`);
  return Int32Array.from({ length: labels.size }, (_, row) =>
    largestIn(prediction.data.subarray(row * classes, (row + 1) * classes)),
  );
}

function largestIn(row: Tensor['data']): number {
  let best = 0;
  for (let column = 0; column < row.length; column++) {
    if (Number.isNaN(row[column]!)) return NOWHERE;
    if (row[column]! > row[best]!) best = column;
  }
  return best;
}
