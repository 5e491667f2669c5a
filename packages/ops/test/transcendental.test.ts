import { grad, type Tensor, tensor } from '@pullback/core';
import * as ops from '@pullback/ops';
import {
  abs,
  acos,
  asin,
  atan,
  ceil,
  cos,
  cosh,
  erf,
  expm1,
  floor,
  log1p,
  reciprocal,
  round,
  rsqrt,
  sign,
  sin,
  sinh,
  tan,
  tanh,
} from '@pullback/ops';
import { expectClose, expectTensor, failureOf, pullBack } from './support';

type Op = (x: Tensor) => Tensor;

const { PI, SQRT1_2, SQRT2 } = Math;
const CLOSE = { relative: 1e-15, absolute: 2e-16 };

const float64 = (...numbers: number[]): Tensor => tensor(numbers, { dtype: 'float64' });
const int32 = (...numbers: number[]): Tensor => tensor(numbers, { dtype: 'int32' });
const valuesOf = (op: Op, ...numbers: number[]): number[] => Array.from(op(float64(...numbers)).data);
const pulledBack = (op: Op, x: Tensor, cotangent: Tensor): Tensor => pullBack((x) => op(x!), [x], cotangent)[0]!;
const slopesOf = (op: Op, ...numbers: number[]): number[] =>
  Array.from(pulledBack(op, float64(...numbers), float64(...numbers.map(() => 1))).data);

describe('values', () => {
  test('of rsqrt and reciprocal', () => {
    expect(valuesOf(rsqrt, 4, 0.25)).toEqual([0.5, 2]);
    expect(valuesOf(reciprocal, 4, -0.5)).toEqual([0.25, -2]);
  });

  test('of angles', () => {
    expectClose(valuesOf(sin, 0, PI / 6, PI / 2, -PI / 4), [0, 0.5, 1, -SQRT1_2], CLOSE);
    expectClose(valuesOf(cos, 0, PI / 3, PI, PI / 4), [1, 0.5, -1, SQRT1_2], CLOSE);
    expectClose(valuesOf(tan, 0, PI / 4, -PI / 3), [0, 1, -Math.sqrt(3)], CLOSE);
    expectClose(valuesOf(asin, 0, 0.5, 1, -1), [0, PI / 6, PI / 2, -PI / 2], CLOSE);
    expectClose(valuesOf(acos, 0, 0.5, 1, -1), [PI / 2, PI / 3, 0, PI], CLOSE);
    expectClose(valuesOf(atan, 0, 1, -Infinity), [0, PI / 4, -PI / 2], CLOSE);
  });

  test('of hyperbolic functions at ln 2', () => {
    expectClose(valuesOf(sinh, Math.LN2, -Math.LN2), [0.75, -0.75], CLOSE);
    expectClose(valuesOf(cosh, Math.LN2, -Math.LN2), [1.25, 1.25], CLOSE);
    expectClose(valuesOf(tanh, Math.LN2, -Math.LN2), [0.6, -0.6], CLOSE);
  });

  test('of log1p and expm1 keep their digits near 0', () => {
    expect(valuesOf(log1p, 1e-20, 1)).toEqual([1e-20, Math.LN2]);
    expect(valuesOf(expm1, 1e-20, 1)).toEqual([1e-20, Math.E - 1]);
  });

  test('of erf', () => {
    const known = [0.5204998778130465, 0.8427007929497149, 0.9953222650189527, 0.9999992569016276];
    expectClose(valuesOf(erf, 0.5, 1, 2, 3.5), known, CLOSE);
    expectClose(
      valuesOf(erf, -0.5, -1, -2, -3.5),
      known.map((value) => -value),
      CLOSE,
    );
    // The first two terms of its series, where the third is below the last digit.
    expectClose(valuesOf(erf, 1e-4), [(2 / Math.sqrt(PI)) * (1e-4 - 1e-12 / 3)], { relative: 4e-16, absolute: 0 });
    expect(valuesOf(erf, 4, 6)).toEqual([0.9999999845827421, 1]);
  });

  test('of erf leave no step where its approximations meet', () => {
    const near = (x: number): number[] => valuesOf(erf, x - 1e-15, x + 1e-15);
    for (const seam of [0.46875, 4]) {
      const [below, above] = near(seam);
      expect(Math.abs(above! - below!)).toBeLessThan(4e-15);
    }
  });

  test('of abs and sign', () => {
    expect(valuesOf(abs, -3, 2.5, -0)).toEqual([3, 2.5, 0]);
    expect(valuesOf(sign, -3, 2.5, 0, -0)).toEqual([-1, 1, 0, -0]);
  });

  test('of floor, ceil and round', () => {
    expect(valuesOf(floor, 1.5, -1.5, 2)).toEqual([1, -2, 2]);
    expect(valuesOf(ceil, 1.5, -1.5, 2)).toEqual([2, -1, 2]);
    expect(valuesOf(round, 1.4, 1.6, -1.4, -1.6)).toEqual([1, 2, -1, -2]);
  });
});

describe('round', () => {
  test('takes halves to the even neighbour', () => {
    expect(valuesOf(round, 0.5, 1.5, 2.5, 3.5)).toEqual([0, 2, 2, 4]);
    expect(valuesOf(round, -0.5, -1.5, -2.5, -3.5)).toEqual([-0, -2, -2, -4]);
  });

  test('is not fooled next to a half, nor by what is whole already', () => {
    expect(valuesOf(round, 0.49999999999999994, 2 ** 52 + 1, -(2 ** 53), -0)).toEqual([0, 2 ** 52 + 1, -(2 ** 53), -0]);
  });
});

describe('limits', () => {
  const limits: readonly (readonly [Op, number[]])[] = [
    [rsqrt, [NaN, -Infinity, Infinity, 0]],
    [reciprocal, [-0, -Infinity, Infinity, 0]],
    [log1p, [NaN, -0, 0, Infinity]],
    [expm1, [-1, -0, 0, Infinity]],
    [sin, [NaN, -0, 0, NaN]],
    [cos, [NaN, 1, 1, NaN]],
    [tan, [NaN, -0, 0, NaN]],
    [tanh, [-1, -0, 0, 1]],
    [sinh, [-Infinity, -0, 0, Infinity]],
    [cosh, [Infinity, 1, 1, Infinity]],
    [asin, [NaN, -0, 0, NaN]],
    [acos, [NaN, PI / 2, PI / 2, NaN]],
    [atan, [-PI / 2, -0, 0, PI / 2]],
    [erf, [-1, -0, 0, 1]],
    [abs, [Infinity, 0, 0, Infinity]],
    [sign, [-1, -0, 0, 1]],
    [floor, [-Infinity, -0, 0, Infinity]],
    [ceil, [-Infinity, -0, 0, Infinity]],
    [round, [-Infinity, -0, 0, Infinity]],
  ];
  const named = limits.map(([op, expected]) => [op.name, op, expected] as const);

  test.each(named)('of %s at -∞, -0, 0 and ∞; NaN stays NaN', (_name, op, expected) => {
    expect(valuesOf(op, -Infinity, -0, 0, Infinity, NaN)).toEqual([...expected, NaN]);
  });

  test('tanh and erf saturate at ±1000, with slope 0', () => {
    for (const op of [tanh, erf]) {
      expect(valuesOf(op, -1000, 1000)).toEqual([-1, 1]);
      expect(slopesOf(op, -1000, 1000)).toEqual([0, 0]);
    }
  });

  test('asin and acos are NaN outside [-1, 1], log1p below -1', () => {
    expect(valuesOf(asin, 1.1, -1.1)).toEqual([NaN, NaN]);
    expect(valuesOf(acos, 1.1, -1.1)).toEqual([NaN, NaN]);
    expect(valuesOf(log1p, -1, -1.1)).toEqual([-Infinity, NaN]);
  });
});

describe('pullbacks', () => {
  test('of a cotangent (5, 7)', () => {
    const check = (op: Op, at: number[], expected: number[]): void => {
      expectClose(pulledBack(op, float64(...at), float64(5, 7)).data, expected, { relative: 1e-14, absolute: 2e-15 });
    };
    check(rsqrt, [4, 1], [-5 / 16, -3.5]);
    check(reciprocal, [2, -0.5], [-1.25, -28]);
    check(log1p, [1, -0.5], [2.5, 14]);
    check(expm1, [0, 1], [5, 7 * Math.E]);
    check(sin, [0, PI / 3], [5, 3.5]);
    check(cos, [0, -PI / 6], [0, 3.5]);
    check(tan, [0, PI / 4], [5, 14]);
    check(tanh, [0, Math.LN2], [5, 7 * 0.64]);
    check(sinh, [0, Math.LN2], [5, 8.75]);
    check(cosh, [0, -Math.LN2], [0, -5.25]);
    check(asin, [0, SQRT1_2], [5, 7 * SQRT2]);
    check(acos, [0, -0.6], [-5, -8.75]);
    check(atan, [0, -1], [5, 3.5]);
    check(erf, [0, 1], [10 / Math.sqrt(PI), 14 / Math.sqrt(PI) / Math.E]);
    check(abs, [-3, 2], [-5, 7]);
  });

  test('are infinite at poles', () => {
    expect(slopesOf(rsqrt, 0)).toEqual([-Infinity]);
    expect(slopesOf(reciprocal, 0)).toEqual([-Infinity]);
    expect(slopesOf(log1p, -1)).toEqual([Infinity]);
    expect(slopesOf(asin, -1, 1)).toEqual([Infinity, Infinity]);
    expect(slopesOf(acos, -1, 1)).toEqual([-Infinity, -Infinity]);
  });

  test('keep their digits where the slope is small, or the pole near', () => {
    expect(slopesOf(expm1, -50)).toEqual([Math.exp(-50)]);
    expectClose(slopesOf(asin, 1 - 2 ** -50), [2 ** 24.5], { relative: 1e-14, absolute: 0 });
  });

  test('of the slopes of asin and acos keep their digits near 0, and are infinite at ±1', () => {
    const bendsOf = (op: Op, ...numbers: number[]): number[] =>
      slopesOf((x) => pulledBack(op, x, float64(...numbers.map(() => 1))), ...numbers);
    expectClose(bendsOf(asin, 1e-20, -1e-9, 0.6), [1e-20, -1e-9, 1.171875], { relative: 1e-14, absolute: 0 });
    expectClose(bendsOf(acos, 1e-20, -1e-9, 0.6), [-1e-20, 1e-9, -1.171875], { relative: 1e-14, absolute: 0 });
    expect(bendsOf(asin, -1, 1)).toEqual([-Infinity, Infinity]);
    expect(bendsOf(acos, -1, 1)).toEqual([Infinity, -Infinity]);
  });
});

describe('abs', () => {
  test('has slope 0 at 0, from either side, even for infinite and NaN cotangents', () => {
    const cotangent = pulledBack(abs, float64(0, -0, 0, -2), float64(5, Infinity, NaN, Infinity));
    expect(cotangent.toArray()).toEqual([0, 0, 0, -Infinity]);
  });

  test('of int32 stays int32, and -2³¹ stays what it is', () => {
    expectTensor(abs(int32(-3, 4, -2147483648)), [3], [3, 4, -2147483648], 'int32');
  });
});

test('sign, floor, ceil and round leave whole numbers alone', () => {
  expectTensor(sign(int32(-3, 0, 4)), [3], [-1, 0, 1], 'int32');
  for (const op of [floor, ceil, round]) expectTensor(op(int32(-3, 0, 4)), [3], [-3, 0, 4], 'int32');
});

test('sign, floor, ceil and round are constants to backward', () => {
  for (const op of [sign, floor, ceil, round]) expect(slopesOf(op, 0.3, 1)).toEqual([0, 0]);
});

test.each(Object.entries({ rsqrt, reciprocal, log1p, sin, tanh, erf }))('%s refuses int32', (name, op) => {
  expect(failureOf(() => op(int32(1)))).toBe(
    `DTypeError: ${name}: float32 or float64 are required, got int32. Convert it: cast(x, 'float32').`,
  );
});

it.each([
  ['sigmoid', ops.sigmoid, (x: number) => 1 / (2 + 2 * Math.cosh(x))],
  ['tanh', ops.tanh, (x: number) => 1 / Math.cosh(x) ** 2],
] as const)('the slope of %s keeps its digits where the value is all but 1', (_, op, slope) => {
  const x = tensor([-20, -9, 0, 9, 12, 20, 40]);
  const { data } = grad((x: Tensor) => ops.sum(op(x)))(x);
  data.forEach((value, i) => {
    const expected = slope(x.data[i]!);
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(4e-7 * expected);
  });
});
