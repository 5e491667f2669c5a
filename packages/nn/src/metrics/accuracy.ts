import type { Tensor } from '@pullback/core';
import { largestBeside } from './largest';

/**
 * The share of rows whose largest entry stands at the label; the first of several that are equally large. A row with a
 * NaN is never right.
 *
 * Shapes: `[…, classes]`, `[…]` of int32 → a number from 0 to 1; NaN if there are no rows.
 * @throws ShapeError if there is not one label for each row, or there are no classes.
 * @throws DTypeError unless the labels are int32.
 * @throws IndexError if a label is not the number of a class.
 */
export function accuracy(prediction: Tensor, labels: Tensor): number {
  const predicted = largestBeside('accuracy', prediction, labels);
  return predicted.filter((label, row) => label === labels.data[row]).length / predicted.length;
}
