import { tensor, zeros } from '@pullback/core';
import { oneHot } from '@pullback/ops';
import { expectTensor, failureOf } from './support';

const labels = tensor([2, 0], { dtype: 'int32' });

describe('oneHot', () => {
  test('gives each label its row of the identity matrix', () => {
    expectTensor(oneHot(labels, 3), [2, 3], [0, 0, 1, 1, 0, 0]);
    expectTensor(oneHot(tensor(1, { dtype: 'int32' }), 3), [3], [0, 1, 0]);
    expectTensor(oneHot(tensor([[1], [0]], { dtype: 'int32' }), 2), [2, 1, 2], [0, 1, 1, 0]);
  });

  test('is of the dtype asked for', () => {
    expectTensor(oneHot(labels, 3, { dtype: 'int32' }), [2, 3], [0, 0, 1, 1, 0, 0], 'int32');
    expectTensor(oneHot(labels, 3, { dtype: 'bool' }), [2, 3], [0, 0, 1, 1, 0, 0], 'bool');
    expectTensor(oneHot(labels, 3, { dtype: 'float64' }), [2, 3], [0, 0, 1, 1, 0, 0], 'float64');
  });

  test('of no labels is no rows, of any number of classes', () => {
    expectTensor(oneHot(zeros([0], { dtype: 'int32' }), 3), [0, 3], []);
    expectTensor(oneHot(zeros([0], { dtype: 'int32' }), 0), [0, 0], []);
  });

  test('refuses labels that are not int32', () => {
    expect(failureOf(() => oneHot(tensor([1, 0]), 2))).toBe(
      "DTypeError: oneHot: labels must be int32, got float32. Convert them: cast(labels, 'int32').",
    );
  });

  test('refuses labels out of range', () => {
    expect(failureOf(() => oneHot(labels, 2))).toBe(
      'IndexError: oneHot: labels must be ≥ 0 and < 2, got 2 at element 0.',
    );
    expect(failureOf(() => oneHot(tensor([0, -1], { dtype: 'int32' }), 3))).toBe(
      'IndexError: oneHot: labels must be ≥ 0 and < 3, got -1 at element 1.',
    );
    expect(failureOf(() => oneHot(labels, 0))).toBe(
      'IndexError: oneHot: labels must be ≥ 0 and < 0, got 2 at element 0.',
    );
  });

  test.each([2.5, -1, NaN])('refuses %d classes', (classes) => {
    expect(failureOf(() => oneHot(labels, classes))).toBe(
      `ShapeError: oneHot: the number of classes is a whole number ≥ 0, got ${classes}.`,
    );
  });
});
