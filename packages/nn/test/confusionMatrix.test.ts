import { DTypeError, IndexError, PullbackError, ShapeError, tensor, zeros } from '@pullback/core';
import { accuracy, confusionMatrix } from '@pullback/nn';
import { reshape } from '@pullback/ops';
import { errorOf, float64 } from './support';

const labels = (...values: readonly number[]) => tensor(Int32Array.from(values));

/** Predicts 0, 0, 1, 1, 2, 1, nothing. */
const prediction = float64([
  [3, 1, 2],
  [3, 1, 2],
  [0, 1, 0],
  [0, 1, 0],
  [0, 1, 2],
  [0, 1, 1],
  [0, Number.NaN, 0],
]);
const truth = labels(0, 1, 1, 1, 2, 2, 2);
const matrix = confusionMatrix(prediction, truth, { classes: ['ant', 'bee', 'cat'] });

it('counts, for each label in a row, what was predicted in columns', () => {
  expect(matrix.counts.toArray()).toEqual([
    [1, 0, 0],
    [1, 2, 0],
    [0, 1, 1],
  ]);
  expect(matrix.counts.dtype).toBe('int32');
});

it('knows recall, precision, support and accuracy, in which a NaN is a miss', () => {
  expect([0, 1, 2].map((label) => matrix.support(label))).toEqual([1, 3, 3]);
  expect([0, 1, 2].map((label) => matrix.recall(label))).toEqual([1, 2 / 3, 1 / 3]);
  expect([0, 1, 2].map((label) => matrix.precision(label))).toEqual([1 / 2, 2 / 3, 1]);
  expect(matrix.accuracy).toBe(4 / 7);
  expect(matrix.accuracy).toBe(accuracy(prediction, truth));
});

it('is a table that can be read', () => {
  expect(`\n${matrix}`).toBe(`
label       ant   bee    cat   recall
ant           1     ·      ·  100.0 %
bee           1     2      ·   66.7 %
cat           ·     1      1   33.3 %
precision  50.0  66.7  100.0        %`);
});

it('a class that nobody was, or was taken for, has no share', () => {
  const some = confusionMatrix(float64([[1, 0, 0]]), labels(0));
  expect(`\n${some}`).toBe(`
label          0  1  2   recall
0              1  ·  ·  100.0 %
1              ·  ·  ·        –
2              ·  ·  ·        –
precision  100.0  –  –        %`);
});

it('takes places of sequences as rows, and no rows at all', () => {
  const places = confusionMatrix(reshape(float64([0, 1, 1, 0]), [1, 2, 2]), reshape(labels(1, 1), [1, 2]));
  expect(places.counts.toArray()).toEqual([
    [0, 0],
    [1, 1],
  ]);
  expect(confusionMatrix(zeros([0, 2]), labels()).accuracy).toBeNaN();
});

it('says what it cannot take', () => {
  const of = (...args: Parameters<typeof confusionMatrix>) => errorOf(() => confusionMatrix(...args));
  expect(of(zeros([2, 3]), labels(0))).toStrictEqual(
    new ShapeError(
      'confusionMatrix: predictions […, classes] and a label for each row are required, got [2, 3] and [1].',
      [[2, 3], [1]],
    ),
  );
  expect(of(zeros([1, 3]), zeros([1]))).toBeInstanceOf(DTypeError);
  expect(of(zeros([1, 3]), labels(3))).toStrictEqual(
    new IndexError('confusionMatrix: labels must be ≥ 0 and < 3, got 3.'),
  );
  expect(of(zeros([1, 3]), labels(0), { classes: ['a'] })).toStrictEqual(
    new PullbackError('confusionMatrix: a name for each of 3 classes is required, got 1.'),
  );
});
