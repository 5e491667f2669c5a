import { DTypeError, PullbackError, Random, type Shape, ShapeError, type Tensor, tensor } from '@pullback/core';
import {
  constant,
  fans,
  gain,
  type Initializer,
  kaimingNormal,
  kaimingUniform,
  normal,
  ones,
  orthogonal,
  truncatedNormal,
  uniform,
  xavierNormal,
  xavierUniform,
  zeros,
} from '@pullback/nn';
import { matmul, reshape } from '@pullback/ops';
import { errorOf, untyped } from '../support';

const options = (seed = 1) => ({ random: new Random(seed), dtype: 'float64' }) as const;

function momentsOf({ data }: Tensor): { mean: number; variance: number; largest: number } {
  const mean = [...data].reduce((total, value) => total + value, 0) / data.length;
  const variance = [...data].reduce((total, value) => total + (value - mean) ** 2, 0) / data.length;
  return { mean, variance, largest: Math.max(...[...data].map(Math.abs)) };
}

describe('fans', () => {
  it.each([
    [[100, 8], 100, 8],
    [[6, 2, 5], 10, 30],
    [[6, 2, 3, 5], 30, 90],
    [[0, 4], 0, 4],
  ])('of %j are %d in and %d out', (shape, fanIn, fanOut) => {
    expect(fans(shape)).toEqual({ fanIn, fanOut });
  });

  it.each([[[]], [[4]]])('of %j are none', (shape) => {
    expect(errorOf(() => fans(shape))).toStrictEqual(
      new ShapeError(`fans: a weight of two axes or more is required, got [${shape.join(', ')}].`),
    );
  });
});

describe('gain', () => {
  it.each([
    ['linear', 1],
    ['sigmoid', 1],
    ['tanh', 5 / 3],
    ['relu', Math.sqrt(2)],
    ['leakyRelu', Math.sqrt(2 / 1.0001)],
    ['selu', 0.75],
  ] as const)('of %s is %d', (nonlinearity, value) => {
    expect(gain(nonlinearity)).toBeCloseTo(value, 15);
  });

  it('of leakyRelu depends on the slope: that of √5 is 1/√3', () => {
    expect(gain('leakyRelu', Math.sqrt(5))).toBeCloseTo(1 / Math.sqrt(3), 15);
  });

  it('of what it does not know is an error', () => {
    expect(errorOf(() => gain(untyped('swish')))).toStrictEqual(
      new PullbackError("gain: 'linear', 'sigmoid', 'tanh', 'relu', 'leakyRelu' or 'selu' is required, got \"swish\"."),
    );
    expect(errorOf(() => gain('leakyRelu', Number.NaN))).toStrictEqual(
      new PullbackError('gain: the slope must be a finite number, got NaN.'),
    );
  });
});

/** Bounded ones with their bound, of [200, 300]: mean 0 and the variance that their formula says. */
const ofMatrices: readonly (readonly [string, Initializer, number, number])[] = [
  ['xavierUniform', xavierUniform, 2 / 500, Math.sqrt(6 / 500)],
  ['xavierUniform of a gain', (s, o) => xavierUniform(s, { ...o, gain: 3 }), 18 / 500, Math.sqrt(54 / 500)],
  ['xavierNormal', xavierNormal, 2 / 500, Infinity],
  ['kaimingUniform', kaimingUniform, 2 / 200, Math.sqrt(6 / 200)],
  ['kaimingUniform of fan out', (s, o) => kaimingUniform(s, { ...o, mode: 'fanOut' }), 2 / 300, Math.sqrt(6 / 300)],
  ['kaimingNormal', kaimingNormal, 2 / 200, Infinity],
  ['kaimingNormal before tanh', (s, o) => kaimingNormal(s, { ...o, nonlinearity: 'tanh' }), 25 / 9 / 200, Infinity],
  [
    'kaimingNormal, slope 1',
    (s, o) => kaimingNormal(s, { ...o, nonlinearity: 'leakyRelu', slope: 1 }),
    1 / 200,
    Infinity,
  ],
  ['orthogonal', orthogonal, 1 / 300, Infinity],
  ['normal', (s, o) => normal(s, { ...o, deviation: 0.5 }), 0.25, Infinity],
  ['uniform', (s, o) => uniform(s, { ...o, low: -2, high: 2 }), 4 / 3, 2],
  ['truncatedNormal', truncatedNormal, 0.7737413, 2],
  ['truncatedNormal, narrow', (s, o) => truncatedNormal(s, { ...o, low: -0.5, high: 0.5 }), 0.0805834, 0.5],
];

it.each(ofMatrices)(
  '%s has mean 0, the right variance and stays within its bound',
  (_, initializer, variance, bound) => {
    const moments = momentsOf(initializer([200, 300], options()));
    // 60,000 draws: four deviations of their mean and of their variance.
    expect(Math.abs(moments.mean)).toBeLessThan(4 * Math.sqrt(variance / 60_000));
    expect(Math.abs(moments.variance / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / 60_000));
    expect(moments.largest).toBeLessThanOrEqual(bound);
    if (bound < Infinity) expect(moments.largest).toBeGreaterThan(0.999 * bound);
  },
);

it('weights of convolutions are [out, in / groups, ...kernel] to them', () => {
  const shape = [40, 20, 5, 7];
  expect(momentsOf(kaimingUniform(shape, options())).largest).toBeCloseTo(Math.sqrt(6 / 700), 4);
  expect(momentsOf(kaimingUniform(shape, { ...options(), mode: 'fanOut' })).largest).toBeCloseTo(
    Math.sqrt(6 / 1400),
    4,
  );
  expect(momentsOf(xavierUniform(shape, options())).largest).toBeCloseTo(Math.sqrt(6 / 2100), 4);
});

describe('orthogonal', () => {
  it.each<[string, Shape, number]>([
    ['square', [4, 4], 4],
    ['wide', [3, 7], 3],
    ['tall', [7, 3], 3],
    ['of a convolution', [4, 2, 3, 3], 4],
  ])('%s: the shorter side is orthogonal, of length gain', (_, shape, count) => {
    const flat = reshape(orthogonal(shape, { ...options(), gain: 2 }) as Tensor, [shape[0]!, -1]) as Tensor;
    const isTall = flat.shape[0]! > flat.shape[1]!;
    const products = isTall ? matmul(flat, flat, { transposeA: true }) : matmul(flat, flat, { transposeB: true });
    expect(products.shape).toEqual([count, count]);
    for (const [i, value] of products.data.entries()) expect(value).toBeCloseTo(i % (count + 1) === 0 ? 4 : 0, 13);
  });

  it('has as many reflections as rotations', () => {
    const random = new Random(5);
    const determinants = Array.from({ length: 400 }, () => {
      const [a, b, c, d] = orthogonal([2, 2], { random, dtype: 'float64' }).data;
      return a! * d! - b! * c!;
    });
    expect(determinants.filter((determinant) => determinant > 0).length / 400).toBeCloseTo(0.5, 1);
  });

  it('of no rows is empty', () => {
    expect(orthogonal([0, 3], options()).shape).toEqual([0, 3]);
    expect(orthogonal([3, 0], options()).shape).toEqual([3, 0]);
  });

  it('takes two axes or more', () => {
    expect(errorOf(() => orthogonal([3], options()))).toStrictEqual(
      new ShapeError('orthogonal: a weight of two axes or more is required, got [3].'),
    );
  });
});

describe('truncatedNormal', () => {
  it.each([
    ['a tail', { low: 3, high: 8 }, 3.2830986],
    ['the other tail', { low: -8, high: -3 }, -3.2830986],
    ['a side of another mean', { mean: 1, deviation: 2, low: 1, high: 3 }, 1 + 2 * 0.4598622],
  ])('of %s has its mean', (_, given, mean) => {
    const x = truncatedNormal([20_000], { ...options(), ...given });
    expect(momentsOf(x).mean).toBeCloseTo(mean, 1);
    expect(x.data.every((value) => value >= given.low && value <= given.high)).toBe(true);
  });

  it('stays within its bounds in float32, as they were given', () => {
    const x = truncatedNormal([10_000], { random: new Random(1), low: -0.1, high: 0.1 });
    expect(x.dtype).toBe('float32');
    expect(x.data.every((value) => value >= -0.1 && value <= 0.1)).toBe(true);
    const narrow = truncatedNormal([100], { random: new Random(1), mean: 1, low: 1, high: 1 + 1e-7 });
    expect(new Set(narrow.data)).toEqual(new Set([1]));
    const between = { random: new Random(1), low: 1 + 1e-8, high: 1 + 2e-8 };
    expect(() => truncatedNormal([1], between)).toThrow('with a float32 between them');
  });

  it.each([
    [{ low: 1, high: 1 }, 'finite numbers low < high with a float64 between them are required, got 1 and 1.'],
    [{ high: Infinity }, 'finite numbers low < high with a float64 between them are required, got -2 and Infinity.'],
    [{ deviation: 0 }, 'a finite mean and a deviation > 0 are required, got 0 and 0.'],
    [{ mean: Number.NaN }, 'a finite mean and a deviation > 0 are required, got NaN and 1.'],
  ])('refuses %j', (given, words) => {
    expect(errorOf(() => truncatedNormal([2], { ...options(), ...given }))).toStrictEqual(
      new PullbackError(`truncatedNormal: ${words}`),
    );
  });
});

const all: readonly (readonly [string, Initializer])[] = [
  ['xavierUniform', xavierUniform],
  ['xavierNormal', xavierNormal],
  ['kaimingUniform', kaimingUniform],
  ['kaimingNormal', kaimingNormal],
  ['orthogonal', orthogonal],
  ['truncatedNormal', truncatedNormal],
  ['uniform', uniform],
  ['normal', normal],
];

it.each(all)('%s: same seed, same numbers; of the dtype that is asked for, float32 if none is', (_, initializer) => {
  const draw = (seed: number) => initializer([5, 4], { random: new Random(seed) });
  expect(draw(1).toArray()).toEqual(draw(1).toArray());
  expect(draw(1).toArray()).not.toEqual(draw(2).toArray());
  expect(draw(1)).toMatchObject({ dtype: 'float32', shape: [5, 4] });
  expect(initializer([5, 4], options()).dtype).toBe('float64');
});

it.each(all)('%s requires a generator', (name, initializer) => {
  const error = (got: string) =>
    new PullbackError(`${name}: a generator is required, got ${got}. Pass one: { random: new Random(seed) }.`);
  expect(errorOf(() => initializer([2, 3], untyped(undefined)))).toStrictEqual(error('undefined'));
  expect(errorOf(() => initializer([2, 3], { random: untyped(7) }))).toStrictEqual(error('7'));
});

it.each(all)('%s requires floats', (_, initializer) => {
  expect(() => initializer([2, 3], { random: new Random(1), dtype: 'int32' })).toThrow(DTypeError);
});

it('zeros, ones and constant are what they say, and can be given where draws can', () => {
  const start: Initializer[] = [zeros, ones, (shape, given) => constant(shape, { ...given, value: 0.5 })];
  expect(start.map((initializer) => initializer([2], options()))).toEqual(
    [
      [0, 0],
      [1, 1],
      [0.5, 0.5],
    ].map((values) => tensor(values, { dtype: 'float64' })),
  );
});

it('a gain below 0 is one above it: draws are symmetric', () => {
  const [a, b] = [2, -2].map((gain) => xavierNormal([3, 2], { ...options(), gain }).toArray());
  expect(a).toEqual(b);
});

it('a gain of 0 leaves zeros', () => {
  expect(xavierUniform([1, 2], { ...options(), gain: 0 }).toArray()).toEqual([[0, 0]]);
});

it.each([
  [
    'xavierNormal',
    () => xavierNormal([2, 3], { ...options(), gain: Infinity }),
    'the gain must be a finite number, got Infinity.',
  ],
  [
    'orthogonal',
    () => orthogonal([2, 3], { ...options(), gain: Number.NaN }),
    'the gain must be a finite number, got NaN.',
  ],
  [
    'kaimingNormal',
    () => kaimingNormal([2, 3], { ...options(), mode: untyped('both') }),
    "the mode must be 'fanIn' or 'fanOut', got \"both\".",
  ],
])('%s says what is wrong', (name, run, words) => {
  expect(errorOf(run)).toStrictEqual(new PullbackError(`${name}: ${words}`));
});
