import { grad, hvp, jvp, type Tensor, tensor, zeros } from '@pullback/core';
import { exp, log, logSoftmax, logSumExp, mul, softmax, sub, sum } from '@pullback/ops';
import { contentsOf, dynamic, expectClose, expectTensor, failureOf, pullBack } from './support';

const float64 = { dtype: 'float64' } as const;
const NEAR = { relative: 1e-6, absolute: 1e-9 };
/** Logarithms of 1, 2 and 5, and of 1, 1 and 2. */
const logs = log(tensor([[1, 2, 5], [1, 1, 2]], float64)); // biome-ignore format: a matrix

describe('logSumExp', () => {
  test('is the logarithm of the sum of exponentials', () => {
    expectClose(logSumExp(logs).data, [Math.log(12)], NEAR);
    expectClose(logSumExp(logs, 1).data, [Math.log(8), Math.log(4)], NEAR);
    const columns = logSumExp(logs, 0, { keepDims: true });
    expect(columns.shape).toEqual([1, 3]);
    expectClose(columns.data, [Math.log(2), Math.log(3), Math.log(7)], NEAR);
    expectClose(logSumExp(logs, []).data, logs.data, NEAR);
  });

  test('neither overflows nor underflows', () => {
    expectTensor(logSumExp(tensor([1e8, 1e8])), [], [1e8]);
    expectTensor(logSumExp(tensor([-1e8, -1e8])), [], [-1e8]);
    expectTensor(logSumExp(tensor([1e8, -1e8])), [], [1e8]);
    expectClose(logSumExp(tensor([1000, 1000], float64)).data, [1000 + Math.LN2], { relative: 1e-15, absolute: 0 });
  });

  test('of infinities and of nothing', () => {
    expectTensor(logSumExp(tensor([3, -Infinity])), [], [3]);
    expectTensor(logSumExp(tensor([-Infinity, -Infinity])), [], [-Infinity]);
    expectTensor(logSumExp(tensor([1, Infinity, -Infinity])), [], [Infinity]);
    expectTensor(logSumExp(tensor([NaN, Infinity])), [], [NaN]);
    expectTensor(logSumExp(zeros([0, 2]), 0), [2], [-Infinity, -Infinity]);
    expectTensor(logSumExp(zeros([0, 2]), 1), [0], []);
  });

  test('has a cotangent of the softmax', () => {
    const [rows] = pullBack((x) => logSumExp(x!, 1), [logs], tensor([8, 4], float64));
    expectClose(rows!.data, [1, 2, 5, 1, 1, 2], NEAR);
    const [whole] = pullBack((x) => logSumExp(x!, [0, 1], { keepDims: true }), [logs], tensor([[12]], float64));
    expectClose(whole!.data, [1, 2, 5, 1, 1, 2], NEAR);
    // 1e8 + ln 2 is 1e8 in float32, and e^(x - y) would be 1.
    for (const big of [1e8, -1e8]) {
      const [halves] = pullBack((x) => logSumExp(x!), [tensor([big, big])], tensor(1));
      expectTensor(halves, [2], [0.5, 0.5]);
    }
  });

  test('gives -∞ no say, also where all are, and to second order', () => {
    const x = tensor([[0, -Infinity, 0], [-Infinity, -Infinity, -Infinity]], float64); // biome-ignore format: a matrix
    const total = (x: Tensor) => sum(logSumExp(x, 1));
    const v = tensor([[1, 7, 3], [1, 2, 3]], float64); // biome-ignore format: a matrix
    expect(contentsOf(grad(total)(x)).data).toEqual([0.5, 0, 0.5, 0, 0, 0]);
    expect(contentsOf(hvp(total, x, v)).data.map((value) => value + 0)).toEqual([-0.5, 0, 0.5, 0, 0, 0]);
    expect(contentsOf(jvp((x: Tensor) => logSumExp(x, 1), x, v).tangent).data).toEqual([2, 0]);
  });

  test('has no finite slope where it is ∞, but for -∞', () => {
    const [found] = pullBack((x) => logSumExp(x!), [tensor([1, Infinity, -Infinity])], tensor(1));
    expectTensor(found, [3], [NaN, NaN, 0]);
  });
});

describe('softmax', () => {
  test('is the share of each exponential, along the last axis if none is named', () => {
    expectClose(softmax(logs).data, [1 / 8, 2 / 8, 5 / 8, 1 / 4, 1 / 4, 1 / 2], NEAR);
    expectClose(softmax(logs, 0).data, [1 / 2, 2 / 3, 5 / 7, 1 / 2, 1 / 3, 2 / 7], NEAR);
    expectClose(softmax(logs, -2).data, softmax(logs, 0).data, { relative: 0, absolute: 0 });
    expectTensor(softmax(tensor([3])), [1], [1]);
  });

  test('is stable', () => {
    expectTensor(softmax(tensor([1e8, 1e8, -1e8])), [3], [0.5, 0.5, 0]);
    expectTensor(softmax(tensor([-1e8, -1e8])), [2], [0.5, 0.5]);
    expectTensor(softmax(zeros([0, 3])), [0, 3], []);
    expectTensor(softmax(zeros([3, 0])), [3, 0], []);
  });

  test('gives -∞ weight 0; all -∞, or ∞, have no weights', () => {
    expectTensor(softmax(tensor([-Infinity, 2, 2])), [3], [0, 0.5, 0.5]);
    expectTensor(softmax(tensor([-Infinity, -Infinity])), [2], [NaN, NaN]);
    expectTensor(softmax(tensor([0, Infinity])), [2], [NaN, NaN]);
  });

  test('has a cotangent of y (ȳ - Σ ȳ y)', () => {
    const [found] = pullBack((x) => softmax(x!), [logs], tensor([[8, 0, 0], [0, 4, 8]], float64)); // biome-ignore format: a matrix
    // Σ ȳ y = 1 and 5.
    expectClose(found!.data, [7 / 8, -2 / 8, -5 / 8, -5 / 4, -1 / 4, 3 / 2], NEAR);
  });

  test('has a cotangent of exactly 0 at -∞, and none of NaN', () => {
    const x = tensor([-Infinity, 0, 0], float64);
    const f = (x: Tensor) => sum(mul(softmax(x), tensor([5, 1, 3], float64)));
    expect(contentsOf(grad(f)(x)).data.map((value) => value + 0)).toEqual([0, -0.5, 0.5]);
    const second = hvp(f, x, tensor([1, 2, 3], float64));
    expect(second.data.every(Number.isFinite)).toBe(true);
    expect(second.data[0]! + 0).toBe(0);
  });
});

describe('logSoftmax', () => {
  test('is the logarithm of the softmax', () => {
    expectClose(exp(logSoftmax(logs)).data, [1 / 8, 2 / 8, 5 / 8, 1 / 4, 1 / 4, 1 / 2], NEAR);
    expectClose(exp(logSoftmax(logs, 0)).data, softmax(logs, 0).data, NEAR);
  });

  test('is stable', () => {
    expectTensor(logSoftmax(tensor([1e8, -1e8])), [2], [0, -2e8]);
    expectTensor(logSoftmax(tensor([1e8, 1e8])), [2], [Math.fround(-Math.LN2), Math.fround(-Math.LN2)]);
    expectTensor(logSoftmax(tensor([-1e8, -1e8])), [2], [Math.fround(-Math.LN2), Math.fround(-Math.LN2)]);
    expectTensor(logSoftmax(tensor([1e17, 1e17], float64)), [2], [-Math.LN2, -Math.LN2], 'float64');
    expectTensor(logSoftmax(zeros([3, 0])), [3, 0], []);
    expectTensor(logSoftmax(zeros([0, 3]), 1), [0, 3], []);
  });

  test('keeps -∞; all -∞, or ∞, have no weights', () => {
    expectTensor(logSoftmax(tensor([-Infinity, 2])), [2], [-Infinity, 0]);
    expectTensor(logSoftmax(tensor([-Infinity, -Infinity])), [2], [NaN, NaN]);
    expectTensor(logSoftmax(tensor([0, Infinity])), [2], [NaN, NaN]);
  });

  test('has a cotangent of ȳ - y Σ ȳ', () => {
    const [found] = pullBack((x) => logSoftmax(x!), [logs], tensor([[8, 0, 0], [0, 1, 3]], float64)); // biome-ignore format: a matrix
    expectClose(found!.data, [7, -2, -5, -1, 0, 1], { relative: 1e-6, absolute: 1e-12 });
    for (const big of [1e8, -1e8]) {
      const [halves] = pullBack((x) => logSoftmax(x!), [tensor([big, big])], tensor([2, 0]));
      expectClose(halves!.data, [1, -1], NEAR);
    }
  });

  test('under labels has the gradient softmax - labels, an exact 0 at -∞ with label 0', () => {
    const x = tensor([-Infinity, 1, 1], float64);
    const labels = tensor([0, 0.25, 0.75], float64);
    const loss = (x: Tensor) => sub(0, sum(mul(labels, logSoftmax(x))));
    const found = grad(loss)(x).data;
    expect(found[0]! + 0).toBe(0);
    expectClose(found, [0, 0.25, -0.25], { relative: 1e-15, absolute: 1e-15 });
    const second = hvp(loss, x, tensor([9, 1, 3], float64)).data;
    expect(second[0]! + 0).toBe(0);
    expectClose(second, [0, -0.5, 0.5], { relative: 1e-15, absolute: 1e-15 });
  });
});

describe('refused', () => {
  test('whole numbers and axes out of range', () => {
    const whole = zeros([2], { dtype: 'int32' });
    const ops: Record<string, (x: Tensor, axis?: number) => Tensor> = { softmax, logSoftmax, logSumExp };
    for (const [name, op] of Object.entries(ops)) {
      expect(failureOf(() => op(whole))).toBe(
        `DTypeError: ${name}: float32 or float64 are required, got int32. Convert it: cast(x, 'float32').`,
      );
      expect(failureOf(() => op(dynamic(2, 3), 2))).toBe(
        `ShapeError: ${name}: axis 2 is out of range for rank 2 (valid: -2…1).`,
      );
    }
    expect(failureOf(() => softmax(dynamic()))).toBe(
      'ShapeError: softmax: axis -1 is out of range for rank 0 (a scalar has no axes).',
    );
  });
});
