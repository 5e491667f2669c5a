import {
  GradientError,
  Parameter,
  PullbackError,
  Random,
  Tape,
  type Tensor,
  tensor,
  withGradient,
} from '@pullback/core';
import { SGD, sumSquaredError } from '@pullback/nn';
import { matmul, mul, relu, square, sum } from '@pullback/ops';
import { errorOf, float64, parameter, untyped } from './support';

it('moves each weight against its gradient: w - l w̄, exactly', () => {
  const w = parameter([1, 2, -3]);
  new SGD({ w }, { learningRate: 0.5 }).step({ w: float64([2, -4, 1]) });
  expect(w.toArray()).toEqual([0, 4, -3.5]);
});

it('rounds as float32 does, for float32 weights', () => {
  const random = new Random(1);
  const w = new Parameter(random.normal([50]));
  const [before, gradient] = [Float32Array.from(w.data), random.normal([50])];
  new SGD({ w }, { learningRate: 0.1 }).step({ w: gradient });
  const rate = Math.fround(0.1);
  expect([...w.data]).toEqual(
    Array.from(before, (value, i) => Math.fround(value - Math.fround(rate * gradient.data[i]!))),
  );
});

it('updates after all gradients are known: no gradient is taken with a weight already updated', () => {
  const random = new Random(2);
  const draw = (rows: number, columns: number) => random.normal([rows, columns], { dtype: 'float64' });
  const [x, y] = [draw(7, 5), draw(7, 2)];
  const weights = { W1: new Parameter(draw(5, 3), 'W1'), W2: new Parameter(draw(3, 2), 'W2') };
  const before = { W1: Float64Array.from(weights.W1.data), W2: Float64Array.from(weights.W2.data) };
  const loss = () => sumSquaredError(matmul(relu(matmul(x, weights.W1)), weights.W2), y);
  const { gradient } = withGradient(weights, loss);
  new SGD(weights, { learningRate: 0.25 }).step(gradient);
  for (const name of ['W1', 'W2'] as const) {
    const updated = before[name].map((value, i) => value - 0.25 * gradient[name].data[i]!);
    expect([...weights[name].data]).toEqual([...updated]);
  }
});

it('comes down to the least squares', () => {
  const w = parameter([0, 0]);
  const optimizer = new SGD(w, { learningRate: 0.1 });
  const target = float64([3, -1]);
  for (let step = 0; step < 100; step++) optimizer.step(withGradient(w, () => sumSquaredError(w, target)).gradient);
  expect(w.data[0]).toBeCloseTo(3, 8);
  expect(w.data[1]).toBeCloseTo(-1, 8);
});

it('takes parameters for gradients too, as they were before', () => {
  const [a, b] = [parameter([1, 2]), parameter([10, 20])];
  new SGD({ a, b }, { learningRate: 1 }).step({ a: b, b: a });
  expect([a.toArray(), b.toArray()]).toEqual([
    [-9, -18],
    [9, 18],
  ]);
});

it('takes parameters in any tree, and gradients that mirror it', () => {
  const tree = { layers: [{ weight: parameter([1]) }, { weight: parameter([2]), bias: parameter(3) }] };
  new SGD(tree, { learningRate: 1 }).step({
    layers: [{ weight: float64([1]) }, { weight: float64([1]), bias: float64(1) }],
  });
  expect(tree.layers.map(({ weight }) => weight.item())).toEqual([0, 1]);
  expect(tree.layers[1]!.bias!.item()).toBe(2);
});

it('may stand still: a learning rate of 0 changes nothing but the version', () => {
  const w = parameter([1, 2]);
  new SGD(w, { learningRate: 0 }).step(float64([5, 5]));
  expect(w.toArray()).toEqual([1, 2]);
  expect(w.version).toBe(1);
});

it('is not recorded by an outer tape', () => {
  const w = parameter([1, 2]);
  const tape = new Tape();
  tape.record(() => new SGD(w, { learningRate: 1 }).step(float64([1, 1])));
  expect(tape.nodes).toEqual([]);
});

it('what was recorded before a step cannot be walked back after it', () => {
  const w = parameter([1, 2], 'w');
  const tape = new Tape();
  const loss = tape.record(() => sum(square(w)));
  new SGD({ w }, { learningRate: 1 }).step(tape.gradient(loss, { w }));
  expect(() => tape.gradient(loss, w)).toThrow(GradientError);
});

it('leaves the gradients as they are', () => {
  const gradient = float64([3, 4]);
  new SGD(parameter([1, 2]), { learningRate: 0.5 }).step(gradient);
  expect(gradient.toArray()).toEqual([3, 4]);
});

it.each([
  [Number.NaN, 'NaN'],
  [-0.1, '-0.1'],
  [Infinity, 'Infinity'],
  [-Infinity, '-Infinity'],
  [undefined, 'undefined'],
  ['0.1', '"0.1"'],
  [[], 'an array of 0'],
])('refuses the learning rate %p', (learningRate, got) => {
  expect(errorOf(() => new SGD(parameter([1]), { learningRate: untyped(learningRate) }))).toStrictEqual(
    new PullbackError(`SGD: the learning rate must be a finite number ≥ 0, got ${got}.`),
  );
});

it('refuses leaves that cannot change, by name or place', () => {
  const refused = (name: string) =>
    new PullbackError(`SGD: '${name}' must be a Parameter, which can change. Wrap it: new Parameter(x).`);
  const make = (tree: object) => errorOf(() => new SGD(tree, { learningRate: 1 }));
  expect(make({ w: parameter([1]), layers: [float64([1])] })).toStrictEqual(refused('layers[0]'));
  expect(make({ w: float64([1]).named('weight') })).toStrictEqual(refused('weight'));
  expect(String(make(mul(float64([1]), 1)))).not.toContain("''");
});

describe('gradients that do not mirror the parameters', () => {
  const make = () => {
    const parameters = { a: parameter([1, 2], 'a'), b: parameter([[3], [4]], 'b') };
    return { parameters, optimizer: new SGD(parameters, { learningRate: 1 }) };
  };
  const [a, b] = [float64([1, 1]), float64([[1], [1]])];

  const none = 'Pass what mirrors the parameters, as tape.gradient() gives it.';

  it.each<[string, unknown, string]>([
    ['one is missing', { a }, `every parameter needs a gradient, but 'b' got none. ${none}`],
    ['one is undefined', { a: undefined, b }, `every parameter needs a gradient, but 'a' got none. ${none}`],
    ['one has another name', { a, c: b }, `every parameter needs a gradient, but 'b' got none. ${none}`],
    ['there are none', undefined, `every parameter needs a gradient, but 'a' got none. ${none}`],
    ['one is too many', { a, b, c: a }, "gradients are taken for its parameters alone, but 'c' is none of them."],
    ['one has another shape', { a, b: a }, "the gradient of 'b' must be [2, 1] float64 as it is, got [2] float64."],
    ['one is a number', { a: 1, b }, "the gradient of 'a' must be [2] float64 as it is, got 1."],
    [
      'one has another dtype',
      { a: tensor([1, 1]), b },
      "the gradient of 'a' must be [2] float64 as it is, got [2] float32.",
    ],
  ])('are refused if %s', (_, gradients, clash) => {
    expect(errorOf(() => make().optimizer.step(untyped(gradients)))).toStrictEqual(new GradientError(`SGD: ${clash}`));
  });

  it('may come in another order', () => {
    const { parameters, optimizer } = make();
    optimizer.step(untyped({ b, a: float64([5, 6]) }));
    expect(parameters.a.toArray()).toEqual([-4, -4]);
  });

  it.each<[string, Record<string, Tensor>]>([
    ['another rank', { a: float64(1), b }],
    ['a shape that would broadcast', { a, b: float64([1]) }],
    ['a shape that does not fit', { a: float64([1, 2, 3]), b }],
    [
      'a shape that is larger',
      {
        a,
        b: float64([
          [1, 2],
          [3, 4],
        ]),
      },
    ],
  ])('are refused if one has %s', (_, gradients) => {
    expect(() => make().optimizer.step(untyped(gradients))).toThrow(PullbackError);
  });

  it.each<[string, Record<string, Tensor>]>([
    ['one is missing', { a }],
    [
      'the last does not fit',
      {
        a,
        b: float64([
          [1, 2],
          [3, 4],
        ]),
      },
    ],
  ])('change no parameter at all if %s', (_, gradients) => {
    const { parameters, optimizer } = make();
    expect(() => optimizer.step(untyped(gradients))).toThrow(PullbackError);
    expect(parameters.a.toArray()).toEqual([1, 2]);
    expect(parameters.b.toArray()).toEqual([[3], [4]]);
  });

  it('of a single parameter are refused in words that say something', () => {
    const step = () => new SGD(parameter([1]), { learningRate: 1 }).step(untyped({ w: float64([1]) }));
    expect(errorOf(step)).toStrictEqual(
      new GradientError(`SGD: every parameter needs a gradient, but the parameter got none. ${none}`),
    );
  });

  it('do not compile where the parameters are known', () => {
    const { optimizer } = make();
    // @ts-expect-error b is missing
    expect(() => optimizer.step({ a })).toThrow(GradientError);
  });
});
