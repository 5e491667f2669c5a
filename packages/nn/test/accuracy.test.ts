import { DTypeError, IndexError, ShapeError, tensor, zeros } from '@pullback/core';
import { accuracy } from '@pullback/nn';
import { reshape } from '@pullback/ops';
import { errorOf, float64, untyped } from './support';

const labels = (...values: readonly number[]) => tensor(Int32Array.from(values));

it('is the share of rows whose largest entry stands at the label', () => {
  const prediction = float64([
    [0.1, 0.7, 0.2],
    [3, 2, 1],
    [-3, -2, -1],
    [0, 0, 5],
  ]);
  expect(accuracy(prediction, labels(1, 0, 2, 2))).toBe(1);
  expect(accuracy(prediction, labels(1, 0, 2, 1))).toBe(0.75);
  expect(accuracy(prediction, labels(0, 1, 0, 0))).toBe(0);
});

it('of several entries that are equally large, counts the first', () => {
  const prediction = float64([
    [1, 1, 0],
    [0, 2, 2],
    [3, 3, 3],
  ]);
  expect(accuracy(prediction, labels(0, 1, 0))).toBe(1);
  expect(accuracy(prediction, labels(1, 2, 2))).toBe(0);
});

it('of sequences is that of all their places', () => {
  const prediction = float64([0, 1, 1, 0, 0, 1, 0, 1]);
  const targets = tensor(Int32Array.of(1, 0, 0, 1));
  expect(accuracy(reshape(prediction, [2, 2, 2]), reshape(targets, [2, 2]))).toBe(0.75);
});

it('works in float32 as in float64', () => {
  expect(
    accuracy(
      tensor([
        [0, 1],
        [1, 0],
      ]),
      labels(1, 1),
    ),
  ).toBe(0.5);
});

it('of one class is 1, and of no rows not a number', () => {
  expect(accuracy(zeros([2, 1]), labels(0, 0))).toBe(1);
  expect(accuracy(zeros([0, 3]), labels())).toBeNaN();
});

it.each([
  ['labels for other rows', zeros([2, 3]), labels(0), '[2, 3] and [1]'],
  ['a vector of predictions', zeros([2]), labels(0, 1), '[2] and [2]'],
  ['a scalar', zeros([]), zeros([], { dtype: 'int32' }), '[] and []'],
  ['labels for other sequences', zeros([2, 3, 4]), zeros([2], { dtype: 'int32' }), '[2, 3, 4] and [2]'],
  ['no classes', zeros([2, 0]), labels(0, 0), '[2, 0] and [2]'],
])('does not take %s', (_, prediction, given, shapes) => {
  const error = errorOf(() => accuracy(prediction, given));
  expect(error).toStrictEqual(
    new ShapeError(`accuracy: predictions […, classes] and a label for each row are required, got ${shapes}.`),
  );
  expect(error).toHaveProperty('shapes', [prediction.shape, given.shape]);
});

it('takes labels as whole numbers only', () => {
  expect(errorOf(() => accuracy(zeros([1, 2]), zeros([1])))).toStrictEqual(
    new DTypeError("accuracy: labels must be int32, got float32. Convert them: cast(labels, 'int32')."),
  );
});

it('a row with NaN is never right, wherever the NaN stands', () => {
  const prediction = float64([
    [Number.NaN, 0, 1],
    [1, Number.NaN, 0],
    [0, 1, Number.NaN],
    [0, 0, 1],
  ]);
  expect(accuracy(prediction, labels(0, 0, 1, 2))).toBe(0.25);
});

it('says what to make of one-hot labels, and refuses labels of no class', () => {
  expect(errorOf(() => accuracy(zeros([2, 3]), zeros([2, 3], { dtype: 'int32' })))).toStrictEqual(
    new ShapeError(
      'accuracy: predictions […, classes] and a label for each row are required, got [2, 3] and [2, 3]. ' +
        'Of one-hot labels take argmax(labels, -1).',
      [
        [2, 3],
        [2, 3],
      ],
    ),
  );
  expect(errorOf(() => accuracy(zeros([2, 1]), labels(0, 1)))).toStrictEqual(
    new IndexError('accuracy: labels must be ≥ 0 and < 1, got 1.'),
  );
  expect(errorOf(() => accuracy(zeros([1, 2]), untyped([1])))).toStrictEqual(
    new DTypeError('accuracy: labels must be a tensor, got an array of 1.'),
  );
});
