import { DTypeError, PullbackError, Random, ShapeError, Tensor, tensor, zeros } from '@pullback/core';
import { checkGradients } from '@pullback/inspect';
import { Scaling, scaleTo, standardise } from '@pullback/nn';
import { add, cast, mul } from '@pullback/ops';
import { errorOf, float64, untyped } from './support';

const X = float64([
  [1, 10, 5],
  [2, 30, 5],
  [6, 20, 5],
]); // prettier-ignore

/** Mean and standard deviation of each column of a matrix. */
function moments({ data, shape }: Tensor): number[][] {
  const [rows, columns] = shape as [number, number];
  return Array.from({ length: columns }, (_, column) => {
    const values = Array.from({ length: rows }, (_, row) => data[row * columns + column]!);
    const mean = values.reduce((sum, value) => sum + value, 0) / rows;
    return [mean, Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows)];
  });
}

const close = (x: Tensor, y: Tensor, digits = 12) => {
  expect(x).toMatchObject({ shape: y.shape, dtype: y.dtype });
  for (const [i, value] of y.data.entries()) expect(x.data[i]).toBeCloseTo(value, digits);
};

it('standardise gives each column mean 0 and deviation 1', () => {
  const random = new Random(1);
  const x = add(mul(random.normal([40, 3], { dtype: 'float64' }), float64([1, 1e6, 1e-6])), float64([0, 5, 100]));
  for (const [mean, deviation] of moments(standardise(x).apply(x))) {
    expect(mean).toBeCloseTo(0, 8);
    expect(deviation).toBeCloseTo(1, 8);
  }
});

it('standardise learns numbers worked out by hand', () => {
  const { shift, spread } = standardise(X);
  close(shift, float64([3, 20, 5]));
  close(spread, float64([Math.sqrt(14 / 3), Math.sqrt(200 / 3), 1]));
});

it.each([
  [undefined, undefined, 0, 1],
  [-1, 1, -1, 1],
  [0.25, 0.75, 0.25, 0.75],
])('scaleTo %p … %p puts the smallest and the largest of each column at the ends, exactly', (low, high, start, end) => {
  const scaled = scaleTo(X, { low, high }).apply(X);
  expect(scaled.toArray()).toEqual([
    [start, start, start],
    [start + (end - start) * 0.2, end, start],
    [end, start + (end - start) / 2, start],
  ]);
});

it('what was fitted on one set is applied to another, as it is', () => {
  const other = float64([[11, 0, 6]]);
  expect(scaleTo(X).apply(other).toArray()).toEqual([[2, -0.5, 1]]);
  close(standardise(X).apply(other), float64([[8 / Math.sqrt(14 / 3), -20 / Math.sqrt(200 / 3), 1]]));
});

it.each([0.1, 1 / 3, 1e20, -7e-30, 0])(
  'a column of %p alone becomes exactly 0, or low, in float32 and float64',
  (value) => {
    for (const dtype of ['float32', 'float64'] as const) {
      const x = tensor(Array(1001).fill(value), { dtype, shape: [1001, 1] });
      expect(new Set(standardise(x).apply(x).data)).toEqual(new Set([0]));
      expect(new Set(scaleTo(x, { low: -1 }).apply(x).data)).toEqual(new Set([-1]));
    }
  },
);

it('numbers so close that they have no deviation stay finite', () => {
  const x = float64([[0], [5e-324]]);
  for (const scaling of [standardise(x), scaleTo(x)]) {
    expect([...scaling.apply(x).data].every(Number.isFinite)).toBe(true);
  }
});

it('measures all numbers together if asked to, as is usual for images', () => {
  expect(scaleTo(X, { measure: 'all' })).toMatchObject({ shift: float64(1), spread: float64(29) });
  const scaled = standardise(X, { measure: 'all' }).apply(X);
  const flat = new Tensor(scaled.data, [9, 1], 'float64');
  expect(moments(flat)[0]![0]).toBeCloseTo(0, 12);
  expect(moments(flat)[0]![1]).toBeCloseTo(1, 12);
});

it('columns are all places of a sample, whatever its rank', () => {
  const x = new Random(2).normal([6, 2, 3]);
  const { shift, spread } = standardise(x);
  expect([shift.shape, spread.shape, standardise(x).apply(x).shape]).toEqual([
    [2, 3],
    [2, 3],
    [6, 2, 3],
  ]);
  expect(
    scaleTo(tensor([3, 1, 2]))
      .apply(tensor([3, 1, 2]))
      .toArray(),
  ).toEqual([1, 0, 0.5]);
});

it.each([
  ['standardise', standardise(X)],
  ['scaleTo', scaleTo(X, { low: -2, high: 3 })],
])('what %s does can be undone', (_, scaling) => close(scaling.invert(scaling.apply(X)), X));

it('is made again of what it holds', () => {
  const { shift, spread, low, high } = scaleTo(X, { low: -2, high: 3 });
  expect(new Scaling(shift, spread, low, high).apply(X)).toEqual(scaleTo(X, { low: -2, high: 3 }).apply(X));
});

it('gradients pass', () => {
  const scaling = scaleTo(X, { low: -2, high: 3 });
  expect(checkGradients((x: Tensor) => scaling.apply(x), X).isRight).toBe(true);
});

it('a NaN is not hidden', () => {
  const x = float64([
    [Number.NaN, 1],
    [2, 3],
  ]);
  expect(standardise(x).apply(x).toArray()).toEqual([
    [Number.NaN, -1],
    [Number.NaN, 1],
  ]);
});

it.each([
  ['standardise', standardise],
  ['scaleTo', scaleTo],
] as const)('%s needs rows of floats', (op, fit) => {
  for (const shape of [[0, 3], []]) {
    expect(errorOf(() => fit(zeros(shape)))).toStrictEqual(
      new ShapeError(`${op}: rows to measure are required, got shape [${shape.join(', ')}].`),
    );
  }
  expect(errorOf(() => fit(cast(X, 'int32')))).toStrictEqual(
    new DTypeError(`${op}: float32 or float64 is required, got int32. Convert them: cast(x, 'float32').`),
  );
  expect(errorOf(() => fit(untyped([1])))).toStrictEqual(
    new DTypeError(`${op}: a tensor is required, got an array of 1.`),
  );
});

it.each([
  [1, 1, '1 and 1'],
  [2, 1, '2 and 1'],
  [Number.NaN, 1, 'NaN and 1'],
  [0, Infinity, '0 and Infinity'],
  ['a', 1, '"a" and 1'],
])('scaleTo refuses the range from %p to %p', (low, high, got) => {
  expect(errorOf(() => scaleTo(X, { low: untyped(low), high }))).toStrictEqual(
    new PullbackError(`scaleTo: finite numbers low < high are required, got ${got}.`),
  );
});

it('refuses rows of other columns, even where they would broadcast', () => {
  const scaling = standardise(X);
  for (const [op, run] of [
    ['apply', () => scaling.apply(zeros([3, 1]))],
    ['invert', () => scaling.invert(zeros([3, 1]))],
  ] as const) {
    expect(errorOf(run)).toStrictEqual(new ShapeError(`${op}: rows of [3] are required, as was measured, got [3, 1].`));
  }
});
