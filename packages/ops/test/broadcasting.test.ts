import { zeros } from '@pullback/core';
import { add, div, mul, sub } from '@pullback/ops';
import { counting, dynamic, expectTensor, failureOf, pullBack } from './support';

describe('operands of different shapes', () => {
  test('a vector meets every row of a matrix', () => {
    expectTensor(sub(counting(2, 3), counting(3)), [2, 3], [0, 0, 0, 3, 3, 3]);
    expectTensor(sub(counting(3), counting(2, 3)), [2, 3], [0, 0, 0, -3, -3, -3]);
  });

  test('a column and a row make a table', () => {
    expectTensor(mul(counting(3, 1), counting(1, 4)), [3, 4], [1, 2, 3, 4, 2, 4, 6, 8, 3, 6, 9, 12]);
    expectTensor(mul(counting(1, 4), counting(3, 1)), [3, 4], [1, 2, 3, 4, 2, 4, 6, 8, 3, 6, 9, 12]);
  });

  test('an axis in the middle is stretched', () => {
    expectTensor(add(counting(2, 1, 2), counting(3, 1)), [2, 3, 2], [2, 3, 3, 4, 4, 5, 4, 5, 5, 6, 6, 7]);
  });

  test('a scalar meets everything, and keeps the other’s rank', () => {
    expectTensor(div(counting(2, 2), counting()), [2, 2], [1, 2, 3, 4]);
    expectTensor(div(counting(), counting(2)), [2], [1, 0.5]);
    expectTensor(sub(counting(2), counting(1, 1)), [1, 2], [0, 1]);
    expectTensor(add(counting(), counting()), [], [2]);
  });

  test('an axis of size 1 can shrink to nothing', () => {
    expectTensor(add(counting(1, 3), zeros([0, 1])), [0, 3], []);
    expectTensor(mul(counting(3), zeros([2, 0, 3])), [2, 0, 3], []);
  });
});

describe('cotangents have the shape of their operand', () => {
  test('summed over the rows that a vector met', () => {
    const [matrix, vector] = pullBack(sub, [zeros([2, 3]), zeros([3])], counting(2, 3));
    expectTensor(matrix, [2, 3], [1, 2, 3, 4, 5, 6]);
    expectTensor(vector, [3], [-5, -7, -9]);
  });

  test('summed along both ways of a table', () => {
    const [column, row] = pullBack(mul, [counting(2, 1), counting(1, 3)], counting(2, 3));
    expectTensor(column, [2, 1], [1 + 2 * 2 + 3 * 3, 4 + 5 * 2 + 6 * 3]);
    expectTensor(row, [1, 3], [1 + 2 * 4, 2 + 2 * 5, 3 + 2 * 6]);
  });

  test('summed over an axis in the middle and a new one in front', () => {
    const [a, b] = pullBack(add, [zeros([2, 1, 2]), zeros([3, 1])], counting(2, 3, 2));
    expectTensor(a, [2, 1, 2], [1 + 3 + 5, 2 + 4 + 6, 7 + 9 + 11, 8 + 10 + 12]);
    expectTensor(b, [3, 1], [1 + 2 + 7 + 8, 3 + 4 + 9 + 10, 5 + 6 + 11 + 12]);
  });

  test('summed to a scalar', () => {
    const [matrix, scalar] = pullBack(div, [counting(2, 2), counting()], counting(2, 2));
    expectTensor(matrix, [2, 2], [1, 2, 3, 4]);
    expectTensor(scalar, [], [-(1 + 4 + 9 + 16)]);
  });

  test('with the ones of an operand that has only ones', () => {
    const [, ones] = pullBack(add, [zeros([2, 3]), zeros([1, 1, 1])], counting(1, 2, 3));
    expectTensor(ones, [1, 1, 1], [21]);
  });

  test('zero where there was nothing to sum', () => {
    const [row, none] = pullBack(add, [counting(1, 3), zeros([0, 1])], zeros([0, 3]));
    expectTensor(row, [1, 3], [0, 0, 0]);
    expectTensor(none, [0, 1], []);
  });
});

describe('shapes that do not broadcast', () => {
  test('are refused with the sizes that clash', () => {
    expect(failureOf(() => sub(zeros([64, 8]), dynamic(64)))).toBe(
      'ShapeError: sub: shapes must broadcast, got [64, 8] and [64] (8 ≠ 64 at axis -1, and neither is 1).',
    );
    expect(failureOf(() => mul(dynamic(3, 1), zeros([2, 4])))).toBe(
      'ShapeError: mul: shapes must broadcast, got [3, 1] and [2, 4] (3 ≠ 2 at axis -2, and neither is 1).',
    );
    expect(failureOf(() => add(dynamic(0), zeros([2])))).toBe(
      'ShapeError: add: shapes must broadcast, got [0] and [2] (0 ≠ 2 at axis -1, and neither is 1).',
    );
    expect(failureOf(() => div(dynamic(2), zeros([3])))).toMatch(/^ShapeError: div: /);
  });

  test('are fields of the error', () => {
    expect(() => add(dynamic(4, 2), dynamic(3))).toThrow(expect.objectContaining({ shapes: [[4, 2], [3]] }));
  });
});
