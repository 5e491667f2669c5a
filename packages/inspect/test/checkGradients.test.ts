import { DTypeError, Parameter, Random, type Tensor, tensor, zeros } from '@pullback/core';
import { checkGradients, type GradientReport } from '@pullback/inspect';
import { add, cast, div, exp, log, matmul, mean, mul, reshape, sqrt, square, sub, sum, transpose } from '@pullback/ops';
import { elementwise, errorOf, float64, scaled } from './support';

const random = new Random(2026);
const inputs = {
  x: random.normal([2, 3], { dtype: 'float64' }),
  w: random.normal([3, 4], { dtype: 'float64' }),
  b: random.normal([4], { dtype: 'float64' }),
};
type Inputs = typeof inputs;

const softmax = (z: Tensor): Tensor => div(exp(z), sum(exp(z), -1, { keepDims: true }));
const pathsOf = ({ checks }: GradientReport): string[] => checks.map(({ path }) => path.join(' '));

describe.each<[string, (inputs: Inputs) => Tensor]>([
  ['a product with a bias', ({ x, w, b }) => add(matmul(x, w), b)],
  ['exp of a product, averaged', ({ x, w, b }) => mean(exp(div(matmul(x, w), 4)), 0).mul(b)],
  ['a softmax', ({ x, w, b }) => softmax(add(matmul(x, w), b))],
  ['a quotient of broadcast shapes', ({ x, w, b }) => div(reshape(b, [4, 1]), add(square(matmul(x, w)), 1).sum(0))],
  [
    'a scaled difference from the mean',
    ({ x, w, b }) => mul(sub(transpose(w), mean(w)), add(sum(x), reshape(b, [4, 1]))),
  ],
  ['a root and a logarithm', ({ x, w, b }) => log(add(sqrt(add(square(matmul(x, w)), 1)), exp(b)))],
])('%s', (_, f) => {
  it.each([1, 2, 3])('has right gradients to order %d', (order) => {
    const report = checkGradients(f, inputs, { order, entries: order === 3 ? 1 : Infinity });
    expect(report.checks.filter(({ isRight }) => !isRight)).toEqual([]);
    expect(report.isRight).toBe(true);
    expect(Math.max(...report.checks.map(({ relativeError }) => relativeError))).toBeLessThan(1e-7);
  });
});

it('order 2 checks every derivative of every derivative, those by the cotangent too', () => {
  const f = ([x, y]: readonly Tensor[]) => mul(x!, y!);
  const report = checkGradients(f, [float64([1, 2]).named('x'), float64([3, 4]).named('y')], { order: 2 });
  expect(pathsOf(report)).toEqual(['x', 'y', 'x x', 'x y', 'x ȳ', 'y x', 'y y', 'y ȳ']);
});

it('inputs may be any tree; each is called by its name, or else by its place', () => {
  const tree = {
    layers: [{ weight: float64([1, 2]) }, { weight: new Parameter(float64([3, 4]), 'W') }],
    scale: float64(2),
  };
  const f = ({ layers, scale }: typeof tree) => mul(mul(layers[0]!.weight, exp(layers[1]!.weight)), scale);
  const report = checkGradients(f, tree);
  expect(pathsOf(report)).toEqual(['layers[0].weight', 'W', 'scale']);
  expect(report.checks.map(({ shape }) => shape)).toEqual([[2], [2], []]);
  expect(report.isRight).toBe(true);
});

it('a single input has no place, and is called input', () => {
  expect(pathsOf(checkGradients(square, float64(3), { order: 2 }))).toEqual(['input', 'input input', 'input ȳ']);
});

it('scalars have one entry', () => {
  const { isRight, checks } = checkGradients(exp, float64(0.5));
  expect(isRight).toBe(true);
  expect(checks[0]).toMatchObject({ shape: [], entries: 1, kinks: 0, worst: { index: [] } });
});

it('inputs of size zero have nothing that could be wrong', () => {
  const { isRight, checks } = checkGradients((x) => sum(square(x)), zeros([0, 3], { dtype: 'float64' }), { order: 2 });
  expect(isRight).toBe(true);
  expect(checks[0]).toMatchObject({ entries: 0, relativeError: 0, worst: undefined });
});

it('an input that the function does not use has gradient zero', () => {
  const f = ({ used }: { used: Tensor; unused: Tensor }) => exp(used);
  const report = checkGradients(f, { used: float64([1, 2]), unused: float64([3]) }, { order: 2 });
  expect(report.isRight).toBe(true);
  expect(report.checks[1]!.worst).toMatchObject({ actual: 0 });
});

it('a constant is right, with every gradient zero', () => {
  expect(checkGradients(() => float64([1e6]), { a: float64([1]) }).isRight).toBe(true);
});

it('entries limits how many are tried; which ones depends on the seed', () => {
  const x = random.normal([20], { dtype: 'float64' });
  const tried = (seed: number): number[] => {
    const moved = new Set<number>();
    const watch = (y: Tensor): Tensor => {
      const position = y.data.findIndex((value, i) => value !== x.data[i]);
      if (position >= 0) moved.add(position);
      return square(y);
    };
    expect(checkGradients(watch, x, { entries: 3, seed }).checks[0]!.entries).toBe(3);
    return [...moved];
  };
  expect(tried(1)).toHaveLength(3);
  expect(tried(1)).toEqual(tried(1));
  expect(tried(1)).not.toEqual(tried(2));
});

it('an entry that is not tried cannot be blamed', () => {
  const wrongAtOne = scaled(float64([1, 1, 3]));
  const verdicts = [0, 1, 2, 3, 4, 5, 6, 7].map((seed) =>
    checkGradients(wrongAtOne, float64([1, 2, 3]), { seed, entries: 1 }),
  );
  expect(new Set(verdicts.map(({ isRight }) => isRight))).toEqual(new Set([true, false]));
});

it('one seed gives one report, another seed another cotangent', () => {
  const report = (seed: number): string =>
    JSON.stringify(checkGradients((x) => softmax(x.x), inputs, { order: 2, seed }));
  expect(report(5)).toBe(report(5));
  expect(report(5)).not.toBe(report(6));
});

it('the tolerance decides what is right', () => {
  const x = float64([1, 2, 3]);
  expect(checkGradients(scaled(1 + 1e-4), x, { tolerance: 1e-3 }).isRight).toBe(true);
  expect(checkGradients(scaled(1 + 1e-4), x, { tolerance: 1e-5 }).isRight).toBe(false);
});

it('the step is the distance at which the function is tried first', () => {
  const tried: number[] = [];
  const watch = (x: Tensor): Tensor => {
    tried.push(x.item());
    return square(x);
  };
  checkGradients(watch, float64(0), { step: 0.25 });
  expect(tried).toEqual(expect.arrayContaining([0, -0.5, -0.25, 0.25, 0.5]));
  expect(Math.max(...tried)).toBeLessThanOrEqual(1);
});

it('the function sees inputs, not the tensors themselves: closing over one makes that use a constant', () => {
  const x = float64([2, 3]);
  const product = (y: Tensor): Tensor => mul(x, y);
  expect(checkGradients(product, x).isRight).toBe(true);
});

it('float32 is refused, by name, with the reason', () => {
  const refused = (name: string, dtype: string) =>
    new DTypeError(
      `checkGradients: float64 is required, got ${dtype} for '${name}'. In float32 a difference over a small step is ` +
        "mostly rounding, and would blame right gradients. Convert it: cast(x, 'float64').",
    );
  expect(errorOf(() => checkGradients(square, tensor([1])))).toStrictEqual(refused('input', 'float32'));
  const tree = { a: float64(1), b: [tensor([1])] };
  expect(errorOf(() => checkGradients(({ a }) => a, tree))).toStrictEqual(refused('b[0]', 'float32'));
  const labels = tensor([1], { dtype: 'int32' }).named('labels');
  expect(errorOf(() => checkGradients(square, labels))).toStrictEqual(refused('labels', 'int32'));
});

it('errors of the function itself are not swallowed', () => {
  const broken = elementwise(
    (x) => x,
    () => {
      throw new RangeError('mine');
    },
  );
  expect(() => checkGradients(broken, float64([1]))).toThrow(new RangeError('mine'));
});

describe('options that make no sense are refused', () => {
  it.each([
    [{ order: 0 }, 'order must be a whole number > 0, got 0.'],
    [{ order: 1.5 }, 'order must be a whole number > 0, got 1.5.'],
    [{ step: 0 }, 'step must be a finite number > 0, got 0.'],
    [{ step: Number.NaN }, 'step must be a finite number > 0, got NaN.'],
    [{ tolerance: Infinity }, 'tolerance must be a finite number > 0, got Infinity.'],
    [{ entries: 0 }, 'entries must be a whole number > 0, got 0.'],
  ])('%j', (options, message) => {
    expect(() => checkGradients(square, float64([1]), options)).toThrow(`checkGradients: ${message}`);
  });
});

it('refuses a function that goes through float32 on the way, and says where', () => {
  const f = (x: Tensor): Tensor => cast(square(cast(x, 'float32')), 'float64') as Tensor;
  expect(errorOf(() => checkGradients(f, float64([1, 2])))).toStrictEqual(
    new DTypeError(
      "checkGradients: float64 is required, got float32 for the value of 'cast([2], dtype float32)'. In float32 a difference " +
        "over a small step is mostly rounding, and would blame right gradients. Convert it: cast(x, 'float64').",
    ),
  );
});
