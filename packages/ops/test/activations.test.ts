import { type Tensor, tensor } from '@pullback/core';
import { elu, gelu, leakyRelu, logSigmoid, relu, sigmoid, silu, softplus } from '@pullback/ops';
import { expectClose, failureOf, pullBack } from './support';

type Op = (x: Tensor) => Tensor;

const CLOSE = { relative: 1e-14, absolute: 0 };
const geluTanh: Op = (x) => gelu(x, { approximation: 'tanh' });

const float64 = (...numbers: number[]): Tensor => tensor(numbers, { dtype: 'float64' });
const ones = (count: number): Tensor => float64(...new Array<number>(count).fill(1));
const valuesOf = (op: Op, ...numbers: number[]): number[] => Array.from(op(float64(...numbers)).data);
const pulledBack = (op: Op, x: Tensor, cotangent: Tensor): Tensor => pullBack((x) => op(x!), [x], cotangent)[0]!;
const slopeOf =
  (op: Op): Op =>
  (x) =>
    pulledBack(op, x, ones(x.size));
const slopesOf = (op: Op, ...numbers: number[]): number[] => valuesOf(slopeOf(op), ...numbers);
const bendsOf = (op: Op, ...numbers: number[]): number[] => valuesOf(slopeOf(slopeOf(op)), ...numbers);

/** What is equal but for the sign of zero. */
const unsigned = (numbers: readonly number[]): number[] => numbers.map((value) => value + 0);

describe('values', () => {
  test('of the sigmoid and its kin at ln 3, where it is 3/4, and at -ln 3, where it is 1/4', () => {
    const x = Math.log(3);
    expectClose(valuesOf(sigmoid, x, -x), [0.75, 0.25], CLOSE);
    expectClose(valuesOf(logSigmoid, x, -x), [Math.log(0.75), Math.log(0.25)], CLOSE);
    expectClose(valuesOf(softplus, x, -x), [Math.log(4), Math.log(4 / 3)], CLOSE);
    expectClose(valuesOf(silu, x, -x), [0.75 * x, -0.25 * x], CLOSE);
  });

  test('at 0', () => {
    expect([sigmoid, silu, gelu, geluTanh, elu, leakyRelu].map((op) => valuesOf(op, 0)[0])).toEqual([
      0.5, 0, 0, 0, 0, 0,
    ]);
    expectClose([...valuesOf(softplus, 0), ...valuesOf(logSigmoid, 0)], [Math.LN2, -Math.LN2], CLOSE);
  });

  test('of gelu weigh x by the normal distribution', () => {
    expectClose(
      valuesOf(gelu, 2, 0.5, -1, -3),
      [1.9544997361036416, 0.34573123063700656, -0.15865525393145707, -0.004049694094890287],
      CLOSE,
    );
    expectClose(
      valuesOf(geluTanh, 2, 0.5, -1, -3),
      [1.9545976940877752, 0.34571400982514394, -0.15880800939172326, -0.003637392081773019],
      CLOSE,
    );
  });

  test('of gelu keep their digits far below 0', () => {
    expectClose(valuesOf(gelu, -10), [-7.619853024160525e-23], { relative: 1e-13, absolute: 0 });
  });

  test('of elu and leakyRelu are x above 0, and below it follow alpha and slope', () => {
    expect(valuesOf(elu, 3, -1)).toEqual([3, Math.expm1(-1)]);
    expect(valuesOf((x) => elu(x, 2), 3, -1)).toEqual([3, 2 * Math.expm1(-1)]);
    expect(valuesOf(leakyRelu, 3, -4)).toEqual([3, -0.04]);
    expect(valuesOf((x) => leakyRelu(x, 0.5), 3, -4)).toEqual([3, -2]);
  });
});

describe('far from 0', () => {
  test.each<[string, Op, number[], number[]]>([
    ['sigmoid', sigmoid, [0, 1], [0, 0]],
    ['logSigmoid', logSigmoid, [-1000, 0], [1, 0]],
    ['softplus', softplus, [0, 1000], [0, 1]],
    ['silu', silu, [0, 1000], [0, 1]],
    ['gelu', gelu, [0, 1000], [0, 1]],
    ['geluTanh', geluTanh, [0, 1000], [0, 1]],
    ['elu', elu, [-1, 1000], [0, 1]],
    ['leakyRelu', leakyRelu, [-10, 1000], [0.01, 1]],
  ])('%s, its slope and its bend are exact at ±1000', (_name, op, values, slopes) => {
    expect(unsigned(valuesOf(op, -1000, 1000))).toEqual(values);
    expect(unsigned(slopesOf(op, -1000, 1000))).toEqual(slopes);
    expect(unsigned(bendsOf(op, -1000, 1000))).toEqual([0, 0]);
  });

  test.each<[string, Op, number[]]>([
    ['sigmoid', sigmoid, [0, 1]],
    ['logSigmoid', logSigmoid, [-Infinity, 0]],
    ['softplus', softplus, [0, Infinity]],
    ['silu', silu, [0, Infinity]],
    ['gelu', gelu, [0, Infinity]],
    ['geluTanh', geluTanh, [0, Infinity]],
    ['elu', elu, [-1, Infinity]],
    ['leakyRelu', leakyRelu, [-Infinity, Infinity]],
  ])('%s reaches its limits at ±∞, and keeps NaN', (_name, op, limits) => {
    expect(unsigned(valuesOf(op, -Infinity, Infinity, NaN))).toEqual([...limits, NaN]);
  });

  test('sigmoid, softplus and logSigmoid keep their digits where they nearly vanish', () => {
    expectClose(valuesOf(sigmoid, -50), [Math.exp(-50)], CLOSE);
    expectClose(valuesOf(softplus, -50), [Math.exp(-50)], CLOSE);
    expectClose(valuesOf(logSigmoid, 50), [-Math.exp(-50)], CLOSE);
    expectClose(slopesOf(logSigmoid, 50), [Math.exp(-50)], CLOSE);
  });
});

describe('slopes', () => {
  test('at 0', () => {
    const slopes = [sigmoid, logSigmoid, softplus, silu, gelu, geluTanh].map((op) => slopesOf(op, 0)[0]);
    expect(slopes).toEqual([0.25, 0.5, 0.5, 0.5, 0.5, 0.5]);
  });

  test('at the kink of elu and leakyRelu are those from below, at -0 too', () => {
    expect(slopesOf((x) => elu(x, 2), 0, -0)).toEqual([2, 2]);
    expect(slopesOf((x) => leakyRelu(x, 0.25), 0, -0)).toEqual([0.25, 0.25]);
  });

  test('of elu below 0 are α eˣ, and its bend too', () => {
    expectClose(
      slopesOf((x) => elu(x, 2), -1, 3),
      [2 * Math.exp(-1), 1],
      CLOSE,
    );
    expectClose(
      bendsOf((x) => elu(x, 2), -1, 3),
      [2 * Math.exp(-1), 0],
      CLOSE,
    );
  });

  test('of gelu at 1 are Φ(1) + φ(1)', () => {
    expectClose(slopesOf(gelu, 1), [0.8413447460685429 + 0.24197072451914337], CLOSE);
  });

  test('of gelu keep their digits far below 0 too', () => {
    expectClose(slopesOf(gelu, -10), [-7.618400096464814e-22], { relative: 1e-12, absolute: 0 });
    const [slope] = pulledBack(gelu, tensor([-6]), tensor([1])).data;
    expectClose([slope!], [-3.54687095e-8], { relative: 1e-5, absolute: 0 });
  });
});

describe('leakyRelu with slope 0', () => {
  const dead: Op = (x) => leakyRelu(x, 0);

  test('is relu, even of infinity and NaN', () => {
    const x = float64(-Infinity, -2, 0, 3, Infinity, NaN);
    expect(dead(x).toArray()).toEqual(relu(x).toArray());
  });

  test('gives an exact 0 to infinite and NaN cotangents', () => {
    expect(pulledBack(dead, float64(-1, 0, 2), float64(Infinity, NaN, NaN)).toArray()).toEqual([0, 0, NaN]);
  });
});

const all = Object.entries<Op>({ elu, gelu, leakyRelu, sigmoid, silu, softplus, logSigmoid });

test.each(all)('%s refuses int32', (name, op) => {
  expect(failureOf(() => op(tensor([1], { dtype: 'int32' })))).toBe(
    `DTypeError: ${name}: float32 or float64 are required, got int32. Convert it: cast(x, 'float32').`,
  );
});

test.each<[string, Op, string, string]>([
  ['elu', (x) => elu(x, NaN), 'alpha', 'NaN'],
  ['elu', (x) => Reflect.apply(elu, undefined, [x, '1']), 'alpha', '"1"'],
  ['leakyRelu', (x) => leakyRelu(x, NaN), 'the slope', 'NaN'],
  ['leakyRelu', (x) => Reflect.apply(leakyRelu, undefined, [x, null]), 'the slope', 'null'],
])('%s refuses what is no number', (name, op, what, value) => {
  expect(failureOf(() => op(float64(1)))).toBe(`PullbackError: ${name}: ${what} must be a number, got ${value}.`);
});

test('gelu refuses an approximation that it does not know', () => {
  expect(failureOf(() => Reflect.apply(gelu, undefined, [tensor([1]), { approximation: 'sigmoid' }]))).toBe(
    `PullbackError: gelu: the approximation must be 'none' or 'tanh', got "sigmoid".`,
  );
});
