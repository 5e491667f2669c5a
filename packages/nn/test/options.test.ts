// Options that there are not are refused by their names: a slip would otherwise be a default.

import { Parameter, PullbackError, Random, ShapeError, tensor, zeros } from '@pullback/core';
import {
  Adadelta,
  Adagrad,
  Adam,
  AdamW,
  BatchNorm,
  binaryCrossEntropyWithLogits,
  Conv1d,
  Conv2d,
  cosineDecay,
  crossEntropy,
  Dataset,
  Dropout,
  Embedding,
  evaluate,
  exponentialDecay,
  GRUCell,
  huber,
  klDivergence,
  LayerNorm,
  Linear,
  linearWarmUp,
  MultiHeadSelfAttention,
  meanSquaredError,
  negativeLogLikelihood,
  normal,
  oneCycle,
  orthogonal,
  PReLU,
  RMSProp,
  RReLU,
  SGD,
  stepDecay,
  sumSquaredError,
  truncatedNormal,
  uniform,
  xavierNormal,
} from '@pullback/nn';
import { errorOf, untyped } from './support';

const random = new Random(1);
const w = () => ({ w: new Parameter(zeros([2])) });
const slip = untyped<never>({ random, learningRate: 1, slip: 1 });
const only = untyped<never>({ slip: 1 });
const [x, y] = [zeros([2, 3]), zeros([2, 3])];

it.each<[string, () => unknown]>([
  ['SGD', () => new SGD(w(), untyped({ learningRate: 1, slip: 1 }))],
  ['Adagrad', () => new Adagrad(w(), only)],
  ['Adadelta', () => new Adadelta(w(), only)],
  ['RMSProp', () => new RMSProp(w(), only)],
  ['Adam', () => new Adam(w(), only)],
  ['AdamW', () => new AdamW(w(), only)],
  ['stepDecay', () => stepDecay(1, only)],
  ['exponentialDecay', () => exponentialDecay(1, only)],
  ['cosineDecay', () => cosineDecay(1, only)],
  ['oneCycle', () => oneCycle(1, only)],
  ['linearWarmUp', () => linearWarmUp(1, only)],
  ['sumSquaredError', () => sumSquaredError(x, y, only)],
  ['meanSquaredError', () => meanSquaredError(x, y, only)],
  ['huber', () => huber(x, y, only)],
  ['binaryCrossEntropyWithLogits', () => binaryCrossEntropyWithLogits(x, y, only)],
  ['crossEntropy', () => crossEntropy(x, y, only)],
  ['klDivergence', () => klDivergence(x, y, only)],
  ['negativeLogLikelihood', () => negativeLogLikelihood(x, zeros([2], { dtype: 'int32' }), only)],
  ['batches', () => new Dataset(x, y).batches(untyped({ size: 1, slip: 1 }))],
  ['evaluate', () => evaluate(new Linear(3, 3, { random }), { inputs: x, targets: y }, only)],
  ['BatchNorm', () => new BatchNorm(3, only)],
  ['LayerNorm', () => new LayerNorm(3, only)],
  ['PReLU', () => new PReLU(3, only)],
  ['Linear', () => new Linear(3, 2, untyped({ random, slip: 1 }))],
  ['Conv1d', () => new Conv1d(3, 2, 1, untyped({ random, slip: 1 }))],
  ['Conv2d', () => new Conv2d(3, 2, 1, untyped({ random, slip: 1 }))],
  ['Embedding', () => new Embedding(3, 2, untyped({ random, slip: 1 }))],
  ['Dropout', () => new Dropout(0.5, untyped({ random, slip: 1 }))],
  ['RReLU', () => new RReLU(untyped({ random, slip: 1 }))],
  ['GRUCell', () => new GRUCell(3, 2, untyped({ random, slip: 1 }))],
  ['MultiHeadSelfAttention', () => new MultiHeadSelfAttention(4, 2, untyped({ random, slip: 1 }))],
])('%s refuses an option that it does not have', (name, run) => {
  const error = errorOf(run);
  expect(error).toBeInstanceOf(PullbackError);
  expect((error as PullbackError).message).toMatch(
    new RegExp(`^${name}: there is no option 'slip'\\. There are: \\w+`),
  );
});

it('all options that there are, are taken', () => {
  const all = { learningRate: 1, epsilon: 1, weightDecay: 1 };
  new SGD(w(), { learningRate: 1, momentum: 0.5, dampening: 0, nesterov: true, weightDecay: 1 });
  new Adagrad(w(), { ...all, learningRateDecay: 1, initialAccumulator: 1 });
  new Adadelta(w(), { ...all, rho: 0.5 });
  new RMSProp(w(), { ...all, alpha: 0.5, momentum: 0.5, centered: true });
  new Adam(w(), { ...all, beta1: 0.5, beta2: 0.5, amsgrad: true });
  oneCycle(1, { steps: 5, warmUp: 0.5, annealing: 'linear', divisor: 2, finalDivisor: 3 });
  new BatchNorm(3, { momentum: 0.5, epsilon: 1, affine: false, dtype: 'float64' });
  new LayerNorm(3, { epsilon: 1, affine: false, dtype: 'float64' });
  new Conv2d(4, 4, 1, {
    random,
    stride: 1,
    padding: 1,
    dilation: 1,
    groups: 2,
    bias: false,
    weight: xavierNormal,
    dtype: 'float64',
  });
  new MultiHeadSelfAttention(4, 2, { random, causal: true, bias: false, dropout: 0.5, dtype: 'float64' });
  new GRUCell(3, 2, { random, bias: false, dtype: 'float64' });
  new RReLU({ random, low: 0, high: 1 });
  expect(crossEntropy(x, y, { axis: 0, reduction: 'sum', labelSmoothing: 0.5 }).shape).toEqual([]);
});

it.each([
  ['normal', normal],
  ['uniform', uniform],
  ['truncatedNormal', truncatedNormal],
  ['orthogonal', orthogonal],
  ['xavierNormal', xavierNormal],
])('%s with options where a shape belongs says how it is written with options', (name, initializer) => {
  expect(errorOf(() => initializer(untyped<never>(slip), untyped(undefined)))).toStrictEqual(
    new ShapeError(
      `${name}: a shape, an array of sizes, comes first, got a record. With options of its own an initializer is ` +
        `written (shape, options) => ${name}(shape, { ...options, … }).`,
    ),
  );
});

it('an initializer is a function, and gives what the layer needs', () => {
  const linear = (options: object) => errorOf(() => new Linear(2, 4, { random, ...options }));
  expect(linear({ weight: 'kaimingNormal' })).toStrictEqual(
    new PullbackError(
      'Linear: weight: an initializer is required, a function of a shape such as xavierNormal, got "kaimingNormal".',
    ),
  );
  expect(linear({ bias: 0 })).toStrictEqual(
    new PullbackError('Linear: bias: an initializer is required, a function of a shape such as xavierNormal, got 0.'),
  );
  expect(linear({ weight: () => zeros([2, 1]) })).toStrictEqual(
    new ShapeError('Linear: weight: the initializer must give [2, 4] float32, got [2, 1] float32.'),
  );
  expect(linear({ bias: () => zeros([4], { dtype: 'float64' }) })).toStrictEqual(
    new ShapeError('Linear: bias: the initializer must give [4] float32, got [4] float64.'),
  );
  expect(linear({ weight: () => undefined })).toStrictEqual(
    new ShapeError('Linear: weight: the initializer must give [2, 4] float32, got undefined.'),
  );
  expect(errorOf(() => new Embedding(2, 3, { random, weight: untyped(() => zeros([3, 2])) }))).toStrictEqual(
    new ShapeError('Embedding: weight: the initializer must give [2, 3] float32, got [3, 2] float32.'),
  );
});

it('layers name the tensor whose dtype is not theirs', () => {
  const x = zeros([2, 3], { dtype: 'float64' });
  expect(errorOf(() => new Linear(3, 2, { random }).forward(x))).toMatchObject({
    message:
      "Linear: x must be float32 as the parameters are, got float64. Convert it: cast(x, 'float32'), or make the layer " +
      "with { dtype: 'float64' }.",
  });
  expect(errorOf(() => new LayerNorm(3).forward(x))).toMatchObject({
    message: expect.stringMatching(/^LayerNorm: x must/),
  });
  expect(errorOf(() => new BatchNorm(3).forward(x))).toMatchObject({
    message: expect.stringMatching(/^BatchNorm: x must/),
  });
  expect(errorOf(() => new PReLU().forward(x))).toMatchObject({ message: expect.stringMatching(/^PReLU: x must/) });
  const cell = new GRUCell(3, 2, { random });
  expect(errorOf(() => cell.forward(zeros([2, 3]), zeros([2, 2], { dtype: 'float64' })))).toMatchObject({
    message: expect.stringMatching(/^GRUCell: hidden must be float32/),
  });
  expect(errorOf(() => new Linear(3, 2, { random }).forward(tensor([[1, 2, 3]], { dtype: 'int32' })))).toMatchObject({
    message: "Linear: x must be float32 as the parameters are, got int32. Convert it: cast(x, 'float32').",
  });
});

it('an optimizer of a module says what to pass', () => {
  expect(errorOf(() => new Adam(new Linear(2, 2, { random })))).toStrictEqual(
    new PullbackError('Adam: parameters are required, got a Module. Pass model.parameters().'),
  );
});
