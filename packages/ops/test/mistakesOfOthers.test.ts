// Mistakes that other systems made, each with a test that would catch it here.

import { grad, hvp, jvp, Random, scalar, Tape, type Tensor, tensor, withGradient, zeros } from '@pullback/core';
import * as ops from '@pullback/ops';
import {
  abs,
  add,
  exp,
  gather,
  logSoftmax,
  logSumExp,
  matmul,
  max,
  maximum,
  mean,
  min,
  minimum,
  mul,
  norm,
  pow,
  prod,
  relu,
  sigmoid,
  silu,
  softmax,
  softplus,
  sqrt,
  square,
  standardDeviation,
  sub,
  sum,
  transpose,
} from '@pullback/ops';
import { contentsOf, expectClose, expectTensor } from './support';

const float64 = { dtype: 'float64' } as const;
const numbersOf = (x: Tensor): number[] => Array.from(x.data);
/** The gradient of `Σ u ⊙ f(x)` as plain numbers. */
const slopes = (f: (x: Tensor) => Tensor, x: Tensor, u?: Tensor): number[] =>
  numbersOf(grad((x: Tensor) => sum(u === undefined ? f(x) : mul(u, f(x))))(x));
/** The diagonal of the Hessian of `Σ f(x)`, where elements do not mix. */
const bends = (f: (x: Tensor) => Tensor, x: Tensor): number[] =>
  numbersOf(hvp((x: Tensor) => sum(f(x)), x, tensor(new Array(x.size).fill(1), { ...float64, shape: x.shape })));

describe('cotangents', () => {
  it('a broadcast input gets a gradient of its own shape, not of the broadcast one', () => {
    const shapes = [[4], [1, 4], [3, 1], [1, 1], [], [1]];
    for (const shape of shapes) {
      const b = new Random(1).normal(shape, float64);
      const { gradient } = withGradient(b, () => sum(mul(new Random(2).normal([3, 4], float64), b)));
      expect(gradient.shape).toEqual(shape);
    }
  });

  it('one cotangent handed to two inputs is not written to by either', () => {
    const [a, b] = [tensor([1, 2], float64), tensor([3, 4], float64)];
    const cotangent = tensor([5, 7], float64);
    const tape = new Tape();
    // a and b get the very same cotangent from add; then a gets more.
    const y = tape.record(() => {
      const total = add(a, b);
      return add(total, mul(a, 10));
    });
    const found = tape.gradient(y, { a, b }, { cotangent });
    expect(numbersOf(found.a)).toEqual([55, 77]);
    expect(numbersOf(found.b)).toEqual([5, 7]);
    expect(numbersOf(cotangent)).toEqual([5, 7]);
  });

  it('constants that are equal stay two constants', () => {
    const [a, b] = [tensor([2, 3], float64), tensor([2, 3], float64)];
    const { gradient } = withGradient({ a, b }, () => sum(mul(square(a), b)));
    expect(numbersOf(gradient.a)).toEqual([8, 18]);
    expect(numbersOf(gradient.b)).toEqual([4, 9]);
  });

  it('an index that is taken twice gets both cotangents', () => {
    const x = tensor([10, 20, 30], float64);
    const indices = tensor([1, 1, 2, 1], { dtype: 'int32' });
    expect(slopes((x) => gather(x, indices), x, tensor([1, 2, 4, 8], float64))).toEqual([0, 11, 4]);
  });

  it('an axis counted from the end is that axis on the way back too', () => {
    const x = new Random(3).normal([2, 3, 4], float64);
    for (const op of [sum, mean, max, min, prod, logSumExp, norm, standardDeviation]) {
      for (const [negative, positive] of [
        [-1, 2],
        [-2, 1],
        [-3, 0],
      ] as const) {
        for (const keepDims of [true, false]) {
          const along = (axis: number) => slopes((x) => square(op(x, axis, { keepDims })), x);
          expect(along(negative)).toEqual(along(positive));
        }
      }
    }
  });

  it('max with keepDims leads the cotangent to where the maximum is', () => {
    const x = tensor(
      [
        [1, 5, 2],
        [7, 0, 3],
      ],
      float64,
    );
    const u = tensor([[10], [20]], float64);
    expect(slopes((x) => max(x, 1, { keepDims: true }), x, u)).toEqual([0, 10, 0, 20, 0, 0]);
  });
});

describe('closures and depth', () => {
  it('a gradient inside a gradient does not confuse its variable with the outer one', () => {
    // d/dx x · (d/dy (x + y) at 1) = 1; systems that confuse the two perturbations say 2.
    const one = scalar(1, float64);
    const outer = grad((x: Tensor<readonly []>) => mul(x, grad((y: Tensor<readonly []>) => add(x, y))(one)));
    expect(outer(scalar(3, float64)).item()).toBe(1);
    const forward = jvp(
      (x: Tensor<readonly []>) => mul(x, jvp((y: Tensor<readonly []>) => add(x, y), one, one).tangent),
      scalar(3, float64),
      one,
    );
    expect(forward.tangent.item()).toBe(1);
  });

  it('a chain of 20,000 ops does not overflow the stack, nor does a fan-out of 5,000', () => {
    const deep = (x: Tensor): Tensor => {
      let y = x;
      for (let i = 0; i < 20_000; i++) y = add(y, 1e-4);
      return y;
    };
    expect(slopes(deep, tensor([1, 2], float64))).toEqual([1, 1]);
    const wide = (x: Tensor): Tensor => {
      let total: Tensor = zeros(x.shape, float64);
      for (let i = 0; i < 5000; i++) total = add(total, mul(x, i));
      return total;
    };
    expect(slopes(wide, tensor([1], float64))).toEqual([(4999 * 5000) / 2]);
  });

  it('a value that is doubled 60 times has a slope of 2⁶⁰, not an exponential walk', () => {
    const doubled = (x: Tensor): Tensor => {
      let y = x;
      for (let i = 0; i < 60; i++) y = add(y, y);
      return y;
    };
    expect(slopes(doubled, tensor([1], float64))).toEqual([2 ** 60]);
  });

  it('a custom loss has the stated slopes at its kinks', () => {
    // Huber-like: |x| beyond 1, x² / 2 within; hinge: max(0, 1 - x).
    const huber = (x: Tensor) => ops.where(ops.lessEqual(abs(x), 1), mul(square(x), 0.5), sub(abs(x), 0.5));
    expect(slopes(huber, tensor([-1, 1, 0, 2], float64))).toEqual([-1, 1, 0, 1]);
    expect(slopes((x) => relu(sub(1, x)), tensor([1, 0.5, 2], float64))).toEqual([-0, -1, -0]);
    expect(slopes((x) => maximum(sub(1, x), 0), tensor([1, 0.5, 2], float64))).toEqual([-0.5, -1, -0]);
  });
});

describe('ties', () => {
  it('maximum and minimum give each half', () => {
    const [a, b] = [tensor([1, 2], float64), tensor([1, 3], float64)];
    for (const [op, second] of [
      [maximum, [0.5, 1]],
      [minimum, [0.5, 0]],
    ] as const) {
      const { gradient } = withGradient({ a, b }, () => sum(op(a, b)));
      expect(numbersOf(gradient.b)).toEqual(second);
    }
    expect(slopes((x) => maximum(x, x), a)).toEqual([1, 1]);
  });

  it('max and min share it among all that are largest', () => {
    expect(slopes((x) => max(x), tensor([3, 1, 3, 3, 2, 3], float64))).toEqual([0.25, 0, 0.25, 0.25, 0, 0.25]);
    expect(
      slopes(
        (x) => min(x, 0),
        tensor(
          [
            [1, 5],
            [1, 4],
          ],
          float64,
        ),
      ),
    ).toEqual([0.5, 0, 0.5, 1]);
  });

  it('the slope of relu and of abs at 0 is 0, and so is the bend', () => {
    const kink = tensor([0, -0], float64);
    for (const op of [relu, abs]) {
      expect(slopes(op, kink).map(Math.abs)).toEqual([0, 0]);
      expect(bends(op, kink).map(Math.abs)).toEqual([0, 0]);
    }
  });
});

describe('poles and zeros', () => {
  it('pow has its slope and its bend at base 0', () => {
    const zero = tensor([0], float64);
    const at = (exponent: number) => [
      slopes((x) => pow(x, exponent), zero)[0],
      bends((x) => pow(x, exponent), zero)[0],
    ];
    expect(at(0)).toEqual([0, 0]);
    expect(at(1)).toEqual([1, 0]);
    expect(at(2)).toEqual([0, 2]);
    expect(at(3)).toEqual([0, 0]);
    expect(at(0.5)[0]).toBe(Infinity);
    expect(at(1.5)).toEqual([0, Infinity]);
  });

  it('pow of a negative base has the slopes of the power where the exponent is whole', () => {
    const x = tensor([-2, -3], float64);
    expect(slopes((x) => pow(x, 3), x)).toEqual([12, 27]);
    expect(bends((x) => pow(x, 3), x)).toEqual([-12, -18]);
    expect(slopes((x) => pow(x, tensor([2, 3], float64)), x)).toEqual([-4, 27]);
    expect(slopes((x) => pow(x, -1), x)[0]).toBe(-0.25);
  });

  it('the exponent of base 0 has slope 0, not NaN', () => {
    const exponent = tensor([2, 1, 0.5], float64);
    expect(slopes((e) => pow(zeros([3], float64), e), exponent)).toEqual([0, 0, 0]);
  });

  it('the slope of norm and of the standard deviation at 0 is 0, not NaN; that of sqrt is infinite', () => {
    expect(slopes((x) => norm(x), zeros([3], float64))).toEqual([0, 0, 0]);
    expect(
      slopes(
        (x) => norm(x, 0),
        tensor(
          [
            [0, 3],
            [0, 4],
          ],
          float64,
        ),
      ),
    ).toEqual([0, 0.6, 0, 0.8]);
    expect(slopes((x) => standardDeviation(x), tensor([5, 5, 5], float64)).map(Math.abs)).toEqual([0, 0, 0]);
    expect(slopes(sqrt, zeros([1], float64))).toEqual([Infinity]);
  });

  it('prod has its slopes with one and two zeros among its factors, and its second derivatives', () => {
    expect(slopes((x) => prod(x), tensor([2, 0, 3], float64))).toEqual([0, 6, 0]);
    expect(slopes((x) => prod(x), tensor([0, 0, 3], float64))).toEqual([0, 0, 0]);
    const tangent = tensor([1, 0, 0], float64);
    // ∂²/∂x₀∂xⱼ of x₀ x₁ x₂ = the third factor.
    expect(numbersOf(hvp((x: Tensor) => prod(x), tensor([2, 0, 3], float64), tangent))).toEqual([0, 3, 0]);
    expect(numbersOf(hvp((x: Tensor) => prod(x), tensor([0, 0, 3], float64), tangent))).toEqual([0, 3, 0]);
    expect(numbersOf(hvp((x: Tensor) => prod(x), tensor([0, 0, 0], float64), tangent))).toEqual([0, 0, 0]);
  });
});

describe('large and small numbers', () => {
  it('softmax, logSoftmax and logSumExp are exact at ±1e8 in float32, with their slopes', () => {
    for (const shift of [1e8, -1e8, 3e38, -3e38]) {
      const x = tensor([shift, shift]);
      expectTensor(softmax(x), [2], [0.5, 0.5]);
      expectClose(numbersOf(logSoftmax(x)), [-Math.LN2, -Math.LN2], { relative: 1e-7, absolute: 0 });
      expect(logSumExp(x).item()).toBe(Math.fround(shift + Math.LN2));
      expect(slopes((x) => logSumExp(x), x)).toEqual([0.5, 0.5]);
      expect(slopes((x) => softmax(x), x, tensor([1, 0]))).toEqual([0.25, -0.25]);
    }
    expectTensor(softmax(tensor([1e8, -1e8, 0])), [3], [1, 0, 0]);
  });

  it('−∞ has no weight in softmax and logSumExp, and no NaN comes of it', () => {
    const x = tensor([0, -Infinity, 0], float64);
    expect(numbersOf(softmax(x))).toEqual([0.5, 0, 0.5]);
    expect(logSumExp(x).item()).toBe(Math.LN2);
    expect(slopes((x) => logSumExp(x), x)).toEqual([0.5, 0, 0.5]);
    expect(slopes((x) => softmax(x), x, tensor([1, 7, 0], float64))).toEqual([0.25, 0, -0.25]);
    const label = tensor([1, 0, 0], float64);
    expect(slopes((x) => ops.where(ops.greater(label, 0), logSoftmax(x), 0), x)).toEqual([0.5, 0, -0.5]);
  });

  it('softplus, sigmoid and silu saturate at ±1000 without overflow, with their slopes', () => {
    const x = tensor([-1000, 1000]);
    expect(numbersOf(softplus(x))).toEqual([0, 1000]);
    expect(numbersOf(sigmoid(x))).toEqual([0, 1]);
    expect(numbersOf(silu(x)).map(Math.abs)).toEqual([0, 1000]);
    expect(slopes(softplus, x)).toEqual([0, 1]);
    expect(slopes(sigmoid, x)).toEqual([0, 0]);
    expect(slopes(silu, x).map(Math.abs)).toEqual([0, 1]);
  });

  it('2²⁵ ones add to 2²⁵ in float32, where a running float32 sum would stay at 2²⁴', () => {
    const ones = tensor(new Float32Array(2 ** 25).fill(1));
    expect(sum(ones).item()).toBe(2 ** 25);
    expect(mean(ones).item()).toBe(1);
  });

  it('norm neither overflows nor underflows', () => {
    expect(norm(tensor([3e30, 4e30])).item()).toBe(Math.fround(5e30));
    expect(norm(tensor([3e-30, 4e-30])).item()).toBe(Math.fround(5e-30));
    const huge = tensor([3e200, 4e200], float64);
    expectClose([norm(huge).item()], [5e200], { relative: 1e-15, absolute: 0 });
    expectClose(
      slopes((x) => norm(x), huge),
      [0.6, 0.8],
      { relative: 1e-15, absolute: 0 },
    );
  });
});

describe('NaN', () => {
  it('passes through relu, max, maximum, clamp and min', () => {
    const x = tensor([1, Number.NaN, 2], float64);
    expect(numbersOf(relu(x))).toEqual([1, Number.NaN, 2]);
    expect(max(x).item()).toBeNaN();
    expect(min(x).item()).toBeNaN();
    expect(numbersOf(maximum(x, 1.5))).toEqual([1.5, Number.NaN, 2]);
    expect(numbersOf(minimum(1.5, x))).toEqual([1, Number.NaN, 1.5]);
    expect(numbersOf(ops.clamp(x, 0, 1))).toEqual([1, Number.NaN, 1]);
  });

  it('in a sum comes out, also where another number is infinite', () => {
    expect(sum(tensor([Infinity, Number.NaN])).item()).toBeNaN();
    expect(sum(tensor([Infinity, -Infinity])).item()).toBeNaN();
    expect(sum(tensor([Infinity, 1])).item()).toBe(Infinity);
  });
});

describe('nothing', () => {
  it('empty sums and products of inner size 0 are 0, an empty product is 1, 1 / 0 is ∞', () => {
    expect(sum(zeros([0])).item()).toBe(0);
    expect(numbersOf(sum(zeros([2, 0]), 1))).toEqual([0, 0]);
    expect(numbersOf(matmul(zeros([2, 0]), zeros([0, 3])))).toEqual([0, 0, 0, 0, 0, 0]);
    expect(prod(zeros([0])).item()).toBe(1);
    expect(norm(zeros([0])).item()).toBe(0);
    expect(mean(zeros([0])).item()).toBeNaN();
    expect(logSumExp(zeros([0])).item()).toBe(-Infinity);
    expect(ops.reciprocal(zeros([1])).item()).toBe(Infinity);
  });

  it('arrays of size 0 go through a network and back', () => {
    const x = zeros([0, 3], float64);
    const w = new Random(1).normal([3, 2], float64);
    const loss = () => sum(square(softmax(matmul(relu(x), exp(w)), 1)));
    const { value, gradient } = withGradient({ x, w }, loss);
    expect(value.item()).toBe(0);
    expect(contentsOf(gradient.x)).toEqual({ shape: [0, 3], dtype: 'float64', data: [] });
    expect(contentsOf(gradient.w)).toEqual({ shape: [3, 2], dtype: 'float64', data: [0, 0, 0, 0, 0, 0] });
    expect(transpose(x).shape).toEqual([3, 0]);
  });
});
