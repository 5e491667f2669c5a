// The matrix product of vectors, and of stacks of matrices. Two matrices are in linalg.test.ts.

import { Random, type Shape, Tape, type Tensor, tensor, zeros } from '@pullback/core';
import { matmul, sum, transpose } from '@pullback/ops';
import { counting, dynamic, expectClose, expectTensor, failureOf, pullBack } from './support';

const a = counting(2, 3);
const v = tensor([1, 0, 2]);

/** Elements `count` by `count`: the matrices of a stack. */
function matricesOf({ data, shape }: Tensor): number[][] {
  const count = shape.at(-2)! * shape.at(-1)!;
  return Array.from({ length: data.length / count }, (_, i) => Array.from(data.slice(i * count, (i + 1) * count)));
}

function normal(...shape: number[]): Tensor {
  return new Random(shape.length).normal(shape as Shape, { dtype: 'float64' });
}

function namesOf(run: () => unknown): string[] {
  const tape = new Tape();
  tape.record(run);
  return tape.nodes.map(({ primitive }) => primitive.name);
}

describe('a vector', () => {
  test('times a vector is their dot product, a scalar', () => {
    expectTensor(matmul(v, tensor([4, 5, 6])), [], [16]);
    expectTensor(matmul(zeros([0]), zeros([0])), [], [0]);
  });

  test('is a column on the right and a row on the left', () => {
    expectTensor(matmul(a, v), [2], [7, 16]);
    expectTensor(matmul(tensor([1, 2]), a), [3], [9, 12, 15]);
    expectTensor(matmul(a, tensor([1, 2]), { transposeA: true }), [3], [9, 12, 15]);
    expectTensor(matmul(v, a, { transposeB: true }), [2], [7, 16]);
    expectTensor(matmul(zeros([2, 0]), zeros([0])), [2], [0, 0]);
  });

  test('meets every matrix of a stack', () => {
    expectTensor(matmul(counting(2, 2, 3), v), [2, 2], [7, 16, 25, 34]);
    expectTensor(matmul(tensor([1, 2]), counting(2, 2, 3)), [2, 3], [9, 12, 15, 27, 30, 33]);
  });

  test('has the cotangent ȳ bᵀ or aᵀ ȳ', () => {
    const [aBar, vBar] = pullBack((a, v) => matmul(a!, v!), [a, v], tensor([10, 1]));
    expectTensor(aBar, [2, 3], [10, 0, 20, 1, 0, 2]);
    expectTensor(vBar, [3], [14, 25, 36]);
    const [left, right] = pullBack((u, v) => matmul(u!, v!), [tensor([4, 5, 6]), v], tensor(3));
    expectTensor(left, [3], [3, 0, 6]);
    expectTensor(right, [3], [12, 15, 18]);
  });
});

describe('a stack', () => {
  test('times a stack multiplies matrix by matrix', () => {
    const b = tensor([1, 0, 0, 1, 2, 0, 0, 2, 0, 1, 1, 0], { shape: [3, 2, 2] });
    expectTensor(matmul(counting(3, 1, 2), b), [3, 1, 2], [1, 2, 6, 8, 6, 5]);
  });

  test('of one matrix meets every matrix of the other', () => {
    const identity = tensor([1, 0, 0, 0, 1, 0, 0, 0, 1], { shape: [3, 3] });
    expectTensor(matmul(counting(2, 2, 3), identity), [2, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    const swap = tensor([0, 1, 1, 0], { shape: [1, 2, 2] });
    expectTensor(matmul(swap, counting(2, 2, 3)), [2, 2, 3], [4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9]);
  });

  test('broadcasts each leading axis on its own', () => {
    const [x, y] = [normal(4, 1, 2, 3), normal(5, 3, 6)];
    const product = matmul(x, y);
    expect(product.shape).toEqual([4, 5, 2, 6]);
    const found = matricesOf(product);
    for (const [i, left] of matricesOf(x).entries()) {
      for (const [j, right] of matricesOf(y).entries()) {
        const one = matmul(
          tensor(left, { shape: [2, 3], dtype: 'float64' }),
          tensor(right, { shape: [3, 6], dtype: 'float64' }),
        );
        found[i * 5 + j]!.forEach((value, k) => void expect(value).toBeCloseTo(one.data[k]!, 12));
      }
    }
  });

  test.each([
    { transposeA: true, transposeB: false },
    { transposeA: false, transposeB: true },
    { transposeA: true, transposeB: true },
  ])('reads each of its matrices transposed: %j', (ways) => {
    const [x, y] = [normal(4, 1, 2, 3), normal(5, 3, 6)];
    const left = ways.transposeA ? transpose(x, [0, 1, 3, 2]) : x;
    const right = ways.transposeB ? transpose(y, [0, 2, 1]) : y;
    const { shape, data } = matmul(x, y);
    expectTensor(matmul(left, right, ways), shape, Array.from(data), 'float64');
  });

  test('with nothing to add gives zeros, and one of no matrices is empty', () => {
    expectTensor(matmul(zeros([2, 1, 0]), zeros([0, 2])), [2, 1, 2], [0, 0, 0, 0]);
    expectTensor(matmul(zeros([0, 2, 3]), zeros([3, 2])), [0, 2, 2], []);
    expectTensor(matmul(zeros([0, 2, 3]), zeros([1, 3, 2])), [0, 2, 2], []);
  });
});

describe('the cotangent of a matrix that served a whole stack', () => {
  const x = normal(4, 5, 2, 3);
  const cotangent = normal(4, 5, 2, 6);

  test.each([false, true])('is one product of all rows, not a sum over products; transposeB: %p', (transposeB) => {
    const w = transposeB ? normal(6, 3) : normal(3, 6);
    const names = namesOf(() => pullBack((w) => matmul(x, w!, { transposeB }), [w], cotangent));
    expect(names).toEqual(['matmul', 'reshape', 'reshape', 'matmul', 'identity']);
  });

  test.each([false, true])('is the sum over the stack; transposeA: %p', (transposeA) => {
    const w = normal(3, 6);
    const left = transposeA ? transpose(x, [0, 1, 3, 2]) : x;
    const [found] = pullBack((w) => matmul(left, w!, { transposeA }), [w], cotangent);
    const expected = sum(matmul(x, cotangent, { transposeA: true }), [0, 1]);
    expect(found!.shape).toEqual([3, 6]);
    expectClose(found!.data, expected.data, { relative: 1e-12, absolute: 1e-12 });
  });
});

test('the product of two stacks is one node, and so is that of a stack and a matrix', () => {
  expect(namesOf(() => matmul(normal(4, 2, 3), normal(4, 3, 5)))).toEqual(['matmul']);
  expect(namesOf(() => matmul(normal(4, 2, 3), normal(3, 5)))).toEqual(['matmul']);
});

describe('refused', () => {
  test('inner sizes that differ', () => {
    const message = (shapes: string, clash: string): string =>
      `ShapeError: matmul: inner dimensions must agree, got ${shapes} (${clash}).`;
    expect(failureOf(() => matmul(dynamic(3), dynamic(4)))).toBe(message('[3] and [4]', '3 ≠ 4'));
    expect(failureOf(() => matmul(dynamic(3), dynamic(2, 5)))).toBe(message('[3] and [2, 5]', '3 ≠ 2'));
    expect(failureOf(() => matmul(dynamic(2, 5), dynamic(2)))).toBe(message('[2, 5] and [2]', '5 ≠ 2'));
    expect(failureOf(() => matmul(dynamic(4, 2, 3), dynamic(4, 5, 6), { transposeB: true }))).toBe(
      message('[4, 2, 3] and [4, 5, 6]ᵀ', '3 ≠ 6'),
    );
  });

  test('leading axes that do not broadcast', () => {
    expect(failureOf(() => matmul(dynamic(4, 2, 3), dynamic(5, 3, 6)))).toBe(
      'ShapeError: matmul: the axes before the matrices must broadcast, got [4, 2, 3] and [5, 3, 6] ' +
        '(4 ≠ 5 at axis -3, and neither is 1).',
    );
    expect(failureOf(() => matmul(dynamic(4, 1, 2, 3), dynamic(2, 5, 3, 6)))).toBe(
      'ShapeError: matmul: the axes before the matrices must broadcast, got [4, 1, 2, 3] and [2, 5, 3, 6] ' +
        '(4 ≠ 2 at axis -4, and neither is 1).',
    );
  });

  test('transposed vectors', () => {
    const message = (flag: string): string =>
      `ShapeError: matmul: ${flag} swaps the last two axes, got the vector [3]. ` +
      'Leave it out: a vector is a row on the left and a column on the right.';
    expect(failureOf(() => matmul(dynamic(3), dynamic(3, 2), { transposeA: true }))).toBe(message('transposeA'));
    expect(failureOf(() => matmul(dynamic(2, 3), dynamic(3), { transposeB: true }))).toBe(message('transposeB'));
  });
});
