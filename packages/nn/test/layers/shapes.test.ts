import { DTypeError, Parameter, PullbackError, Random, ShapeError, type Tensor, zeros } from '@pullback/core';
import {
  AvgPool2d,
  BatchNorm,
  Conv1d,
  Conv2d,
  constant,
  Dropout,
  ELU,
  Embedding,
  Flatten,
  GELU,
  GRUCell,
  LayerNorm,
  LeakyReLU,
  Linear,
  LSTMCell,
  type LSTMState,
  MaxPool2d,
  Module,
  MultiHeadSelfAttention,
  ones,
  PReLU,
  ReLU,
  RNNCell,
  RReLU,
  Sigmoid,
  SiLU,
  Softmax,
  Tanh,
} from '@pullback/nn';
import { errorOf, float64, untyped } from '../support';

const random = new Random(1);

it.each<[string, { forward(x: Tensor): Tensor }, number[], number[]]>([
  ['Linear', new Linear(4, 3, { random }), [2, 5, 4], [2, 5, 3]],
  ['Linear of no rows', new Linear(4, 3, { random }), [0, 4], [0, 3]],
  ['Conv1d', new Conv1d(2, 3, 3, { random, stride: 2 }), [4, 2, 9], [4, 3, 4]],
  ['Conv2d', new Conv2d(2, 3, [3, 1], { random, padding: [1, 0] }), [4, 2, 5, 6], [4, 3, 5, 6]],
  ['Conv2d of no images', new Conv2d(2, 3, 3, { random }), [0, 2, 5, 6], [0, 3, 3, 4]],
  ['MaxPool2d', new MaxPool2d(2), [4, 2, 5, 6], [4, 2, 2, 3]],
  ['MaxPool2d of a stride', new MaxPool2d(2, { stride: [1, 2] }), [4, 2, 5, 6], [4, 2, 4, 3]],
  ['AvgPool2d', new AvgPool2d([2, 3], { stride: 1 }), [4, 2, 5, 6], [4, 2, 4, 4]],
  ['Flatten', new Flatten(), [4, 2, 5], [4, 10]],
  ['Flatten from another axis', new Flatten(2), [4, 2, 5, 6], [4, 2, 30]],
  ['LayerNorm', new LayerNorm([2, 3]), [4, 2, 3], [4, 2, 3]],
  ['LayerNorm of no rows', new LayerNorm(3), [0, 3], [0, 3]],
  ['PReLU of no numbers', new PReLU(2), [0, 2, 3], [0, 2, 3]],
  ['MultiHeadSelfAttention', new MultiHeadSelfAttention(6, 3, { random }), [2, 3, 4, 6], [2, 3, 4, 6]],
  ['attention of no positions', new MultiHeadSelfAttention(6, 3, { random, causal: true }), [2, 0, 6], [2, 0, 6]],
  ['RNNCell', new RNNCell(3, 4, { random }), [2, 5, 3], [2, 5, 4]],
  ['GRUCell', new GRUCell(3, 4, { random }), [3], [4]],
])('%s has the shape that it says', (_, layer, given, output) => {
  expect(layer.forward(zeros(given)).shape).toEqual(output);
});

it('Embedding puts a vector in place of each index', () => {
  const layer = new Embedding(5, 3, { random });
  expect(layer.forward(zeros([2, 4], { dtype: 'int32' })).shape).toEqual([2, 4, 3]);
  expect(layer.forward(zeros([0], { dtype: 'int32' })).shape).toEqual([0, 3]);
});

it('cells start from zeros', () => {
  const x = random.normal([2, 3], { dtype: 'float64' });
  const state = zeros([2, 4], { dtype: 'float64' });
  for (const Cell of [RNNCell, GRUCell]) {
    const cell = new Cell(3, 4, { random, dtype: 'float64' });
    expect(cell.forward(x).toArray()).toEqual(cell.forward(x, state).toArray());
  }
  const lstm = new LSTMCell(3, 4, { random, dtype: 'float64' });
  expect(lstm.forward(x)).toEqual(lstm.forward(x, { hidden: state, cell: state }));
});

it('activations do what their settings say', () => {
  const x = float64([-2, 1]);
  const values = (layer: { forward(x: Tensor): Tensor }) => [...layer.forward(x).data];
  expect(values(new ReLU())).toEqual([0, 1]);
  expect(values(new LeakyReLU())).toEqual([-0.02, 1]);
  expect(values(new LeakyReLU(0.5))).toEqual([-1, 1]);
  expect(values(new ELU())).toEqual([Math.expm1(-2), 1]);
  expect(values(new ELU(0.5))).toEqual([Math.expm1(-2) / 2, 1]);
  expect(values(new Sigmoid())[0]).toBeCloseTo(0.11920292202211755, 15);
  expect(values(new SiLU())[0]).toBeCloseTo(-0.2384058440442351, 15);
  expect(values(new Tanh())[1]).toBeCloseTo(Math.tanh(1), 15);
  expect(values(new GELU())[1]).toBeCloseTo(0.8413447460685429, 14);
  expect(values(new GELU({ approximation: 'tanh' }))[1]).toBeCloseTo(0.8411919906082768, 14);
  expect(values(new Softmax())[1]).toBeCloseTo(1 / (1 + Math.exp(-3)), 15);
  expect(new Softmax(0).forward(float64([[3], [3]])).toArray()).toEqual([[0.5], [0.5]]);
});

it('PReLU has the slope of the channel, NaN stays NaN', () => {
  const layer = new PReLU(2, { dtype: 'float64' });
  layer.slope.assign(float64([0.5, 0.1]) as Tensor<readonly [2]>);
  expect(
    layer
      .forward(
        float64([
          [-2, -3],
          [4, Number.NaN],
        ] as const),
      )
      .toArray(),
  ).toEqual([
    [-1, -0.30000000000000004],
    [4, Number.NaN],
  ]);
  expect(new PReLU(1, { dtype: 'float64', slope: -1 }).forward(float64(-3)).item()).toBe(3);
});

describe('what layers start with', () => {
  const largest = ({ data }: Parameter) => Math.max(...[...data].map(Math.abs));

  it.each([
    ['Linear', new Linear(100, 90, { random }), 1 / 10],
    ['Conv1d', new Conv1d(8, 40, 25, { random, groups: 2 }), 1 / 10],
    ['Conv2d', new Conv2d(4, 40, 5, { random }), 1 / 10],
    ['RNNCell', new RNNCell(30, 64, { random }), 1 / 8],
    ['GRUCell', new GRUCell(30, 64, { random }), 1 / 8],
    ['LSTMCell', new LSTMCell(30, 64, { random }), 1 / 8],
  ])('%s: everything uniform within 1/√fan', (_, layer, bound) => {
    for (const tensor of Object.values(layer.parameters())) {
      expect(largest(tensor)).toBeLessThanOrEqual(bound);
      expect(largest(tensor)).toBeGreaterThan(0.85 * bound);
    }
  });

  it('MultiHeadSelfAttention: Xavier for the projection, 1/√size for the output, no bias', () => {
    const parameters = new MultiHeadSelfAttention(64, 4, { random }).parameters();
    expect(Object.keys(parameters)).toEqual(['projection.weight', 'projection.bias', 'output.weight', 'output.bias']);
    expect(largest(parameters['projection.weight']!)).toBeCloseTo(Math.sqrt(6 / 256), 4);
    expect(largest(parameters['output.weight']!)).toBeCloseTo(1 / 8, 3);
    expect(largest(parameters['projection.bias']!) + largest(parameters['output.bias']!)).toBe(0);
  });

  it('norms: scale 1, shift 0, running mean 0, running variance 1', () => {
    const state = Object.values(new BatchNorm(2).state()).map((tensor) => [...tensor.data]);
    expect(state).toEqual([
      [1, 1],
      [0, 0],
      [0, 0],
      [1, 1],
    ]);
    expect(Object.values(new LayerNorm(2).state()).map((tensor) => [...tensor.data])).toEqual([
      [1, 1],
      [0, 0],
    ]);
    expect(Object.keys(new BatchNorm(2, { affine: false }).parameters())).toEqual([]);
    expect(Object.keys(new LayerNorm(2, { affine: false }).parameters())).toEqual([]);
  });

  it('initializers of the caller', () => {
    const layer = new Linear(2, 2, { random, weight: ones, bias: (s, o) => constant(s, { ...o, value: 3 }) });
    expect(layer.forward(zeros([1, 2])).toArray()).toEqual([[3, 3]]);
    expect(layer.weight.toArray()).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(new Embedding(3, 1, { random, weight: ones }).weight.toArray()).toEqual([[1], [1], [1]]);
  });

  it('same seed, same numbers; of the dtype that is asked for', () => {
    const make = () => new Linear(3, 2, { random: new Random(9), dtype: 'float64' });
    expect(make().weight.toArray()).toEqual(make().weight.toArray());
    expect(make().bias!.dtype).toBe('float64');
    expect(make().weight).toBeInstanceOf(Parameter);
  });
});

describe('errors', () => {
  const needsGenerator = (layer: string) =>
    `${layer}: a generator is required, got undefined. Pass one: { random: new Random(seed) }.`;

  it.each<[string, () => unknown]>([
    ['Linear', () => new Linear(2, 3, untyped({}))],
    ['Conv1d', () => new Conv1d(2, 3, 1, untyped(undefined))],
    ['Conv2d', () => new Conv2d(2, 3, 1, untyped(undefined))],
    ['Embedding', () => new Embedding(2, 3, untyped(undefined))],
    ['Dropout', () => new Dropout(0.5, untyped(undefined))],
    ['RReLU', () => new RReLU(untyped(undefined))],
    ['MultiHeadSelfAttention', () => new MultiHeadSelfAttention(4, 2, untyped(undefined))],
    ['GRUCell', () => new GRUCell(4, 2, untyped(undefined))],
  ])('%s requires a generator', (layer, make) => {
    expect(errorOf(make)).toStrictEqual(new PullbackError(needsGenerator(layer)));
  });

  it.each<[() => unknown, string]>([
    [() => new Linear(0, 3, { random }), 'Linear: the input size must be a whole number ≥ 1, got 0.'],
    [
      () => new Linear(2, untyped<number>('3'), { random }),
      'Linear: the output size must be a whole number ≥ 1, got "3".',
    ],
    [() => new Conv1d(2, 3, 0, { random }), 'Conv1d: the kernel length must be a whole number ≥ 1, got 0.'],
    [() => new Conv2d(2, 3, [1, 1.5], { random }), 'Conv2d: the kernel width must be a whole number ≥ 1, got 1.5.'],
    [
      () => new Conv2d(4, 6, 1, { random, groups: 4 }),
      'Conv2d: groups must divide the channels, got 4 and 6 channels and 4 groups (6 is not a multiple of 4).',
    ],
    [() => new Embedding(-1, 3, { random }), 'Embedding: the count must be a whole number ≥ 1, got -1.'],
    [() => new LayerNorm([2, 0]), 'LayerNorm: each size must be a whole number ≥ 1, got 0.'],
    [() => new LayerNorm([]), 'LayerNorm: the number of axes must be a whole number ≥ 1, got 0.'],
    [() => new BatchNorm(0), 'BatchNorm: the number of channels must be a whole number ≥ 1, got 0.'],
    [() => new PReLU(0), 'PReLU: the number of channels must be a whole number ≥ 1, got 0.'],
    [
      () => new MultiHeadSelfAttention(6, 4, { random }),
      'MultiHeadSelfAttention: heads must divide the size, got 6 and 4 heads (6 is not a multiple of 4).',
    ],
    [() => new LSTMCell(3, 0, { random }), 'LSTMCell: the hidden size must be a whole number ≥ 1, got 0.'],
    [
      () => new Linear(4, 3, { random }).forward(zeros([2, 5]) as Tensor),
      'Linear: the last axis of x must be 4, got [2, 5] (5 ≠ 4).',
    ],
    [() => new Linear(4, 3, { random }).forward(zeros([]) as Tensor), 'Linear: the last axis of x must be 4, got [].'],
    [() => new LayerNorm([2, 3]).forward(zeros([3]) as Tensor), 'LayerNorm: x must end in [2, 3], got [3].'],
    [
      () => new BatchNorm(3).forward(zeros([4, 2]) as Tensor),
      'BatchNorm: x must be [n, channels, …] with 3 channels, got [4, 2] (2 ≠ 3).',
    ],
    [
      () => new BatchNorm(3).forward(zeros([3]) as Tensor),
      'BatchNorm: x must be [n, channels, …] with 3 channels, got [3].',
    ],
    [
      () => new Conv2d(3, 2, 1, { random }).forward(zeros([4, 2, 5, 5]) as Tensor),
      'Conv2d: x must be [n, channels, …] with 3 channels, got [4, 2, 5, 5] (2 ≠ 3).',
    ],
    [
      () => new MultiHeadSelfAttention(4, 2, { random }).forward(zeros([4])),
      'MultiHeadSelfAttention: x must be [length, size], or a stack of such, got [4].',
    ],
    [
      () => new RNNCell(3, 4, { random }).forward(zeros([2, 3]), zeros([3, 4]) as Tensor),
      'RNNCell: hidden must be [2, 4], got [3, 4] for x [2, 3].',
    ],
    [
      () => new LSTMCell(3, 4, { random }).forward(zeros([3]), { hidden: zeros([4]), cell: zeros([5]) as Tensor }),
      'LSTMCell: cell must be [4], got [5] for x [3].',
    ],
  ])('of shapes: %#', (run, message) => {
    expect(errorOf(run)).toStrictEqual(new ShapeError(message));
  });

  it.each<[() => unknown, string]>([
    [() => new Dropout(1.5, { random }), 'Dropout: the rate must be a number from 0 to 1, got 1.5.'],
    [() => new Dropout(Number.NaN, { random }), 'Dropout: the rate must be a number from 0 to 1, got NaN.'],
    [() => new BatchNorm(3, { momentum: -1 }), 'BatchNorm: momentum must be a number from 0 to 1, got -1.'],
    [() => new BatchNorm(3, { epsilon: 0 }), 'BatchNorm: epsilon must be a finite number > 0, got 0.'],
    [() => new LayerNorm(3, { epsilon: untyped('1') }), 'LayerNorm: epsilon must be a finite number > 0, got "1".'],
    [() => new LeakyReLU(Infinity), 'LeakyReLU: the slope must be a finite number, got Infinity.'],
    [() => new ELU(untyped<number>(null)), 'ELU: alpha must be a finite number, got null.'],
    [() => new PReLU(1, { slope: Number.NaN }), 'PReLU: the slope must be a finite number, got NaN.'],
    [() => new RReLU({ random, low: 0.5, high: 0.5 }), 'RReLU: slopes low < high are required, got 0.5 and 0.5.'],
  ])('of numbers: %#', (run, message) => {
    expect(errorOf(run)).toStrictEqual(new PullbackError(message));
  });

  it('of dtypes: parameters and inputs do not mix', () => {
    const layer = new Linear(2, 2, { random });
    expect(() => layer.forward(zeros([1, 2], { dtype: 'float64' }))).toThrow(DTypeError);
    expect(errorOf(() => layer.forward(untyped<Tensor>([[1, 2]])))).toStrictEqual(
      new DTypeError('Linear: a tensor is required, got an array of 1.'),
    );
    expect(errorOf(() => new RNNCell(2, 2, { random }).forward(untyped<Tensor>(3)))).toStrictEqual(
      new DTypeError('RNNCell: x must be a tensor, got 3.'),
    );
  });

  it('of states: that of an LSTM has two parts', () => {
    const lstm = new LSTMCell(3, 4, { random });
    const error = (got: string) =>
      new PullbackError(
        `LSTMCell: the state is { hidden, cell }, two tensors, got ${got}. Pass what the last step returned.`,
      );
    expect(errorOf(() => lstm.forward(zeros([2, 3]), untyped<LSTMState>(zeros([2, 4]))))).toStrictEqual(
      error('a tensor [2, 4]'),
    );
    expect(errorOf(() => lstm.forward(zeros([2, 3]), untyped<LSTMState>(null)))).toStrictEqual(error('null'));
    expect(errorOf(() => lstm.forward(zeros([2, 3]), untyped<LSTMState>({ hidden: zeros([2, 4]) })))).toStrictEqual(
      error('a record'),
    );
  });

  it('of ops come through where a layer has nothing to add', () => {
    expect(() => new Softmax(2).forward(zeros([2]))).toThrow('softmax: axis 2 is out of range');
    expect(() => new MaxPool2d(3).forward(zeros([1, 1, 2, 2]))).toThrow('maxPool2d: windows must fit');
    expect(() => new GELU({ approximation: untyped('erf') }).forward(zeros([2]))).toThrow('gelu: the approximation');
    expect(() => new Embedding(2, 3, { random }).forward(zeros([2]))).toThrow('int32');
  });
});

it('layers let NaN and infinity through', () => {
  const x = float64([Number.NaN, Infinity, -Infinity]);
  expect(new ReLU().forward(x).toArray()).toEqual([Number.NaN, Infinity, 0]);
  const norm = new BatchNorm(1, { dtype: 'float64' });
  expect(norm.forward(float64([[Number.NaN], [1]])).toArray()).toEqual([[Number.NaN], [Number.NaN]]);
  expect(norm).toBeInstanceOf(Module);
});
