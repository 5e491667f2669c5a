import { grad, hvp, jvp, Tape, type Tensor, tensor, zeros } from '@pullback/core';
import { mul, prod, sum } from '@pullback/ops';
import { contentsOf, counting, dynamic, expectTensor, failureOf, pullBack } from './support';

const float64 = { dtype: 'float64' } as const;

describe('prod', () => {
  test('multiplies over all axes, one or several', () => {
    expectTensor(prod(counting(2, 3)), [], [720]);
    expectTensor(prod(counting(2, 3), 0), [3], [4, 10, 18]);
    expectTensor(prod(counting(2, 3), -1, { keepDims: true }), [2, 1], [6, 120]);
    expectTensor(prod(counting(2, 2, 2), [0, 2]), [2], [60, 672]);
    expectTensor(prod(counting(2, 2), []), [2, 2], [1, 2, 3, 4]);
  });

  test('of nothing is 1', () => {
    expectTensor(prod(zeros([0])), [], [1]);
    expectTensor(prod(zeros([0, 2]), 0), [2], [1, 1]);
    expectTensor(prod(zeros([0, 2]), 1), [0], []);
    const [found] = pullBack((x) => prod(x!, 0), [zeros([0, 2])], counting(2));
    expectTensor(found, [0, 2], []);
  });

  test('of float32 runs in float64 and is rounded once', () => {
    expectTensor(prod(tensor([1e30, 1e30, 1e-30, 1e-30])), [], [1]);
  });

  test('of int32 wraps around', () => {
    expectTensor(prod(tensor([65536, 65536], { dtype: 'int32' })), [], [0], 'int32');
    expectTensor(prod(tensor([2 ** 31 - 1, 2 ** 31 - 1, 3], { dtype: 'int32' })), [], [3], 'int32');
  });

  test('refuses masks and axes out of range', () => {
    expect(failureOf(() => prod(zeros([2], { dtype: 'bool' })))).toBe(
      "DTypeError: prod: numbers are required, got bool. Convert it: cast(x, 'float32').",
    );
    expect(failureOf(() => prod(dynamic(2), -2))).toBe(
      'ShapeError: prod: axis -2 is out of range for rank 1 (valid: -1…0).',
    );
  });
});

describe('the cotangent of a product', () => {
  test('is the product of the others', () => {
    const [rows] = pullBack((x) => prod(x!, 1), [counting(2, 3)], tensor([1, 10]));
    expectTensor(rows, [2, 3], [6, 3, 2, 300, 240, 200]);
    const [apart] = pullBack((x) => prod(x!, [0, 2]), [counting(2, 2, 2)], tensor([1, 10]));
    expectTensor(apart, [2, 2, 2], [60, 30, 2240, 1680, 12, 10, 960, 840]);
    const [first] = pullBack((x) => prod(x!, 0), [counting(2, 3, 2)], counting(3, 2));
    expectTensor(first, [2, 3, 2], [7, 16, 27, 40, 55, 72, 1, 4, 9, 16, 25, 36]);
    const [kept] = pullBack((x) => prod(x!, -2, { keepDims: true }), [counting(2, 3)], tensor([[1, 2, 3]]));
    expectTensor(kept, [2, 3], [4, 10, 18, 1, 4, 9]);
  });

  test.each([
    [
      [0, 2, 3, 5, 7],
      [210, 0, 0, 0, 0],
    ],
    [
      [2, 3, 0, 5, 7],
      [0, 0, 210, 0, 0],
    ],
    [
      [0, 2, 0, 5, 7],
      [0, 0, 0, 0, 0],
    ],
    [
      [2, 0],
      [0, 2],
    ],
    [[0], [1]],
  ])('beside zeros, of %j, is %j', (factors, expected) => {
    const [found] = pullBack((x) => prod(x!), [tensor(factors)], tensor(1));
    expectTensor(found, [factors.length], expected);
  });

  test('has a second derivative of the product of all others but one, beside one zero or two', () => {
    const along = (x: readonly number[], v: readonly number[]) =>
      contentsOf(hvp((x: Tensor) => prod(x), tensor(x, float64), tensor(v, float64))).data;
    expect(along([0, 2, 3, 5], [1, 0, 0, 0])).toEqual([0, 15, 10, 6]);
    expect(along([0, 2, 3, 5], [0, 1, 0, 0])).toEqual([15, 0, 0, 0]);
    expect(along([0, 2, 0, 5], [1, 0, 0, 0])).toEqual([0, 0, 10, 0]);
    expect(along([0, 2, 0, 5], [0, 1, 0, 1])).toEqual([0, 0, 0, 0]);
    expect(along([0, 0], [2, 3])).toEqual([3, 2]);
  });

  test('neither overflows nor underflows on the way, in float32', () => {
    const [found] = pullBack((x) => prod(x!), [tensor([1e30, 1e30, 1e-30, 1e-30])], tensor(1));
    const near = (i: number) => expect(found!.data[i]! / [1e-30, 1e-30, 1e30, 1e30][i]!).toBeCloseTo(1, 6);
    for (let i = 0; i < 4; i++) near(i);
  });

  test('is the product forward too', () => {
    expect(jvp((x: Tensor) => prod(x), tensor([0, 2, 3], float64), tensor([1, 7, 9], float64)).tangent.item()).toBe(6);
  });

  test('takes as many ops as the logarithm of the number of factors', () => {
    const x = tensor(new Float64Array(1000).fill(1));
    const opsOf = (f: (x: Tensor) => unknown): number => {
      const tape = new Tape();
      tape.record(() => f(x));
      return tape.nodes.length;
    };
    const first = (x: Tensor) => grad((x: Tensor) => prod(x))(x);
    expect(opsOf(first)).toBeLessThan(150);
    expect(opsOf((x) => grad((x: Tensor) => sum(mul(first(x), x)))(x))).toBeLessThan(800);
    expect(contentsOf(first(x)).data).toEqual(new Array(1000).fill(1));
  });
});
