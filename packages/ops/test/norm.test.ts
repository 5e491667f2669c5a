import { grad, hvp, jvp, type Tensor, tensor, zeros } from '@pullback/core';
import { norm, stack, sum } from '@pullback/ops';
import { contentsOf, dynamic, expectClose, expectTensor, failureOf, pullBack } from './support';

const float64 = { dtype: 'float64' } as const;
const ORDERS = [1, 1.5, 2, 3, Infinity];
const x = tensor([
  [3, -4],
  [-6, 8],
]);

describe('norm', () => {
  test('is the Euclidean one if no order is named', () => {
    expectTensor(norm(x, 1), [2], [5, 10]);
    expectTensor(norm(x, 0, { keepDims: true }), [1, 2], [Math.fround(Math.sqrt(45)), Math.fround(Math.sqrt(80))]);
    expectTensor(
      norm(
        tensor([
          [[1], [2]],
          [[4], [10]],
        ]),
        [0, 1],
      ),
      [1],
      [11],
    );
    expectTensor(norm(x, []), [2, 2], [3, 4, 6, 8]);
  });

  test('is of any order from 1', () => {
    expectTensor(norm(x, 1, { order: 1 }), [2], [7, 14]);
    expectTensor(norm(x, -1, { order: Infinity, keepDims: true }), [2, 1], [4, 8]);
    expectTensor(norm(tensor([3, -4, 5]), 0, { order: 3 }), [], [6]);
    expectClose(norm(tensor([1, -4, 9], float64), 0, { order: 1.5 }).data, [36 ** (2 / 3)], {
      relative: 1e-14,
      absolute: 0,
    });
    expectClose(norm(tensor([1, -1], float64), 0, { order: 1000 }).data, [2 ** 0.001], {
      relative: 1e-14,
      absolute: 0,
    });
    expectClose(norm(tensor([3, 5], float64), 0, { order: 5000 }).data, [5], { relative: 1e-14, absolute: 0 });
  });

  test.each([2, 1.5, 3])('of order %p neither overflows nor underflows on the way', (order) => {
    const expected = 2 ** (1 / order);
    const near = { relative: 1e-13, absolute: 0 };
    for (const size of [1e30, 1e-30, 1e-40]) {
      const found = norm(tensor([size, -size]), 0, { order }).item();
      expect(found).toBe(Math.fround(Math.fround(size) * expected));
    }
    for (const size of [1e200, 1e-200, 5e-324, 1e307]) {
      const found = norm(tensor([size, -size], float64), 0, { order }).item();
      if (size === 5e-324) expect(found).toBeGreaterThan(0);
      else expectClose([found], [size * expected], near);
      const [cotangent] = pullBack((x) => norm(x!, 0, { order }), [tensor([size, 0], float64)], tensor(2, float64));
      expectTensor(cotangent, [2], [2, 0], 'float64');
    }
  });

  test.each(ORDERS)('of order %p is 0 of nothing, ∞ of infinities, NaN of NaN', (order) => {
    expectTensor(norm(zeros([0, 2]), 0, { order }), [2], [0, 0]);
    expectTensor(norm(zeros([0, 2]), 1, { order }), [0], []);
    expectTensor(norm(zeros([3]), 0, { order }), [], [0]);
    expectTensor(norm(tensor([1, -Infinity]), 0, { order }), [], [Infinity]);
    expectTensor(norm(tensor([NaN, Infinity]), 0, { order }), [], [NaN]);
  });
});

describe('the cotangent of a norm', () => {
  test('is x / y of order 2', () => {
    const [found] = pullBack((x) => norm(x!, 1), [x], tensor([5, -20]));
    expectTensor(found, [2, 2], [3, -4, 12, -16]);
  });

  test('is the sign of order 1, 0 at 0', () => {
    const [found] = pullBack((x) => norm(x!, 0, { order: 1 }), [tensor([3, 0, -2])], tensor(5));
    expectTensor(found, [3], [5, 0, -5]);
  });

  test('is sign x (|x| / y)² of order 3', () => {
    const [found] = pullBack((x) => norm(x!, 0, { order: 3 }), [tensor([3, -4, 5, 0], float64)], tensor(36, float64));
    expectClose(found!.data, [9, -16, 25, 0], { relative: 1e-14, absolute: 0 });
  });

  test('of order ∞ is shared by ties evenly', () => {
    const infinite = (x: Tensor) => norm(x, 0, { order: Infinity });
    const ties = tensor([-3, 1, 3, 0], float64);
    const [found] = pullBack((x) => infinite(x!), [ties], tensor(4, float64));
    expectTensor(found, [4], [-2, 0, 2, 0], 'float64');
    expect(jvp(infinite, ties, tensor([1, 100, 5, 100], float64)).tangent.item()).toBe(2);
    const [one] = pullBack((x) => infinite(x!), [tensor([1, -Infinity])], tensor(4));
    expectTensor(one, [2], [0, -4]);
    const [nan] = pullBack((x) => infinite(x!), [tensor([1, NaN])], tensor(4));
    expectTensor(nan, [2], [0, NaN]);
  });

  test.each(ORDERS)('of order %p is 0 where the norm is, to second order and forward too', (order) => {
    const rows = tensor([[0, 0], [3, 4]], float64); // biome-ignore format: a matrix
    const total = (x: Tensor) => sum(norm(x, 1, { order }));
    const v = tensor([[1, 2], [0, 0]], float64); // biome-ignore format: a matrix
    expect(contentsOf(grad(total)(rows)).data.slice(0, 2)).toEqual([0, 0]);
    expect(contentsOf(hvp(total, rows, v)).data.slice(0, 2)).toEqual([0, 0]);
    expect(contentsOf(jvp((x: Tensor) => norm(x, 1, { order }), rows, v).tangent).data).toEqual([0, 0]);
  });

  test.each(ORDERS)('of order %p has finite second derivatives beside a 0, forward too', (order) => {
    const f = (x: Tensor) => sum(norm(x, 0, { order }));
    const [beside, v] = [tensor([0, 3, 4], float64), tensor([0, 1, 2], float64)];
    const twiceForward = jvp((x: Tensor) => jvp(f, x, v).tangent, beside, v).tangent;
    for (const { data } of [hvp(f, beside, v), twiceForward]) expect(data.every(Number.isFinite)).toBe(true);
    expect(contentsOf(hvp(f, beside, v)).data[0]).toBe(0);
  });

  test('of an even order is smooth beside a 0, to every order', () => {
    const beside = (x: Tensor<readonly []>) => norm(stack([x, tensor(2, float64)]), 0, { order: 4 });
    // (x⁴ + 2⁴)^(1/4) = 2 + x⁴ / 32 + …
    expect(grad(grad(grad(grad(beside))))(tensor(0, float64)).item()).toBe(0.75);
  });

  test('of order 2 has the second derivative (1 - x²/y²) / y, also beside a 0', () => {
    const total = (x: Tensor) => sum(norm(x));
    expectClose(hvp(total, tensor([0, 4], float64), tensor([1, 1], float64)).data, [0.25, 0], {
      relative: 1e-15,
      absolute: 1e-15,
    });
  });
});

describe('refused', () => {
  test.each([0.5, 0, -1, NaN, -Infinity])('the order %p', (order) => {
    expect(failureOf(() => norm(x, 0, { order }))).toBe(
      `PullbackError: norm: the order must be a number ≥ 1, or Infinity, got ${order}.`,
    );
  });

  test('whole numbers and axes out of range', () => {
    expect(failureOf(() => norm(zeros([2], { dtype: 'int32' })))).toBe(
      "DTypeError: norm: float32 or float64 are required, got int32. Convert it: cast(x, 'float32').",
    );
    expect(failureOf(() => norm(dynamic(2, 3), 2))).toBe(
      'ShapeError: norm: axis 2 is out of range for rank 2 (valid: -2…1).',
    );
  });
});
