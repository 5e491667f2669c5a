import { jvp, onesLike, Random, Tape, type Tensor, tensor, zeros } from '@pullback/core';
import { leakyRelu, prelu, rrelu } from '@pullback/ops';
import { contentsOf, expectTensor, failureOf, pullBack } from './support';

const float64 = (...numbers: number[]): Tensor => tensor(numbers, { dtype: 'float64' });
const pulledBack = (x: Tensor, slope: Tensor, cotangent: Tensor): unknown[] =>
  pullBack((x, slope) => prelu(x!, slope!), [x, slope], cotangent).map((found) => found.toArray());

describe('prelu', () => {
  test('is x above 0, and follows the slope below', () => {
    expectTensor(prelu(tensor([3, -4, 0, -2]), tensor([0.5, 0.5, 2, -3])), [4], [3, -2, 0, 6]);
  });

  test('keeps infinity and NaN', () => {
    const x = tensor([Infinity, -Infinity, NaN]);
    expectTensor(prelu(x, tensor(0.5)), [3], [Infinity, -Infinity, NaN]);
  });

  test('stretches the slope, one for each channel', () => {
    const x = tensor([
      [
        [-1, 2],
        [-3, 4],
      ],
      [
        [5, -6],
        [7, -8],
      ],
    ]);
    expect(prelu(x, tensor([[2], [10]])).toArray()).toEqual([
      [
        [-2, 2],
        [-30, 4],
      ],
      [
        [5, -12],
        [7, -80],
      ],
    ]);
  });

  test('with one slope is leakyRelu', () => {
    const x = new Random(1).normal([50]);
    expect(contentsOf(prelu(x, tensor(0.25)))).toEqual(contentsOf(leakyRelu(x, 0.25)));
  });

  test('gives x the slope, and the slope x, where x is below 0', () => {
    expect(pulledBack(float64(3, -4), float64(0.5, 0.25), float64(5, 8))).toEqual([
      [5, 2],
      [0, -32],
    ]);
  });

  test('sums the cotangent of a slope that was stretched', () => {
    expect(pulledBack(float64(3, -4, -2), tensor(0.5, { dtype: 'float64' }), float64(5, 8, 1))).toEqual([
      [5, 4, 0.5],
      -34,
    ]);
  });

  test('at 0 has the slope from below, at -0 too', () => {
    expect(pulledBack(float64(0, -0), float64(0.5, 0.25), float64(4, 8))).toEqual([
      [2, 2],
      [0, -0],
    ]);
  });

  test('above 0 gives the slope an exact 0, even of an infinite cotangent or x', () => {
    expect(pulledBack(float64(2, 3, Infinity), float64(1, 1, 1), float64(Infinity, NaN, 5))).toEqual([
      [Infinity, NaN, 5],
      [0, 0, 0],
    ]);
  });

  test('a cotangent or a tangent of 0 stays 0, whatever the slope and x', () => {
    const [x, slope] = [float64(-Infinity, NaN, -1, -1), float64(1, 1, Infinity, NaN)];
    const still = zeros([4], { dtype: 'float64' });
    expect(pulledBack(x, slope, still)).toEqual([
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
    const { tangent } = jvp(([x, slope]) => prelu(x, slope), [x, slope] as const, [still, still]);
    expect(tangent.toArray()).toEqual([0, 0, 0, 0]);
  });

  test('refuses a slope that x would have to be stretched to', () => {
    const x: Tensor = zeros([3, 1]);
    expect(failureOf(() => prelu(x, zeros([3, 5])))).toBe(
      'ShapeError: prelu: the slope must broadcast to the shape of x, got [3, 5] and [3, 1]. ' +
        'Only its axes of size 1 are repeated.',
    );
    expect(failureOf(() => prelu(x, zeros([4, 1])))).toBe(
      'ShapeError: prelu: shapes must broadcast, got [4, 1] and [3, 1] (4 ≠ 3 at axis -2, and neither is 1).',
    );
  });

  test('refuses a slope of another dtype, and a number', () => {
    expect(failureOf(() => prelu(tensor([1]), float64(1)))).toBe(
      "DTypeError: prelu: both operands must have one dtype, got float32 and float64. Convert one: cast(x, 'float64').",
    );
    expect(failureOf(() => Reflect.apply(prelu, undefined, [tensor([1]), 0.5]))).toBe(
      'DTypeError: prelu: a tensor is required, got 0.5.',
    );
  });
});

describe('rrelu', () => {
  const x = new Random(1).normal([1000], { dtype: 'float64' });
  const slopesOf = (x: Tensor, y: Tensor): number[] =>
    Array.from(x.data).flatMap((value, i) => (value < 0 ? [y.data[i]! / value] : []));

  test('is x above 0, and below it draws a slope for each element', () => {
    const y = rrelu(x, new Random(2));
    expect(y.dtype).toBe('float64');
    const slopes = slopesOf(x, y);
    for (const slope of slopes) {
      expect(slope).toBeGreaterThan(1 / 8 - 1e-12);
      expect(slope).toBeLessThan(1 / 3 + 1e-12);
    }
    expect(new Set(slopes).size).toBeGreaterThan(slopes.length - 5);
    const mean = slopes.reduce((total, slope) => total + slope, 0) / slopes.length;
    expect(Math.abs(mean - (1 / 8 + 1 / 3) / 2)).toBeLessThan(0.01);
    for (const [i, value] of x.data.entries()) if (value > 0) expect(y.data[i]).toBe(value);
  });

  test('draws between the bounds that it is given', () => {
    const slopes = slopesOf(x, rrelu(x, new Random(2), { low: 2, high: 3 }));
    expect(Math.min(...slopes)).toBeGreaterThan(2 - 1e-12);
    expect(Math.max(...slopes)).toBeLessThan(3 + 1e-12);
  });

  test('draws anew at each call, and the same from the same seed', () => {
    const random = new Random(2);
    const first = contentsOf(rrelu(x, random));
    expect(contentsOf(rrelu(x, random))).not.toEqual(first);
    expect(contentsOf(rrelu(x, new Random(2)))).toEqual(first);
  });

  test('pulls back with the slopes that it drew', () => {
    const tape = new Tape();
    const y = tape.record(() => rrelu(x, new Random(2)));
    const slopes = new Random(2).uniform([1000], { low: 1 / 8, high: 1 / 3, dtype: 'float64' });
    const found = tape.gradient(y, x, { cotangent: onesLike(x) });
    expect(Array.from(found.data)).toEqual(Array.from(x.data, (value, i) => (value > 0 ? 1 : slopes.data[i])));
  });

  test.each([
    [0.5, 0.5],
    [0.5, 0.25],
    [0, Infinity],
  ])('refuses slopes from %d to %d', (low, high) => {
    expect(failureOf(() => rrelu(x, new Random(2), { low, high }))).toBe(
      `PullbackError: rrelu: finite slopes low < high are required, got ${low} and ${high}.`,
    );
  });

  test('refuses bounds that are no numbers, and a missing generator', () => {
    expect(failureOf(() => rrelu(x, new Random(2), { low: NaN }))).toBe(
      'PullbackError: rrelu: low must be a number, got NaN.',
    );
    expect(failureOf(() => rrelu(x, new Random(2), { high: NaN }))).toBe(
      'PullbackError: rrelu: high must be a number, got NaN.',
    );
    expect(failureOf(() => Reflect.apply(rrelu, undefined, [x]))).toBe(
      'PullbackError: rrelu: a generator is required, got undefined. Pass one: new Random(seed).',
    );
  });
});
