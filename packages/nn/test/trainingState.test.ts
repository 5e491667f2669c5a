import { Parameter, PullbackError, Random, type Tensor, tensor, zeros } from '@pullback/core';
import {
  Adam,
  BatchNorm,
  CheckpointError,
  Dropout,
  decodeSafetensors,
  encodeSafetensors,
  Linear,
  partOf,
  RReLU,
  restoreTraining,
  Sequential,
  SGD,
  type TensorRecord,
  trainingState,
} from '@pullback/nn';
import { errorOf } from './support';

/** There and back through the bytes of a file. */
const stored = (state: TensorRecord) => decodeSafetensors(encodeSafetensors(state)).tensors;

const makeTraining = (seed: number) => {
  const [random, other] = [new Random(seed), new Random(seed + 1)];
  const model = new Sequential(
    new Linear(3, 4, { random }),
    new BatchNorm(4),
    new RReLU({ random: other }),
    new Dropout(0.5, { random }),
  );
  return { model, optimizer: new Adam(model.parameters()), generators: { order: new Random(seed + 2) } };
};

const numbers = (tensors: TensorRecord) =>
  Object.fromEntries(Object.entries(tensors).map(([name, { data, shape, dtype }]) => [name, { data, shape, dtype }]));

it('puts everything under its prefix: parameters, buffers, the optimizer, and each generator once', () => {
  expect(Object.keys(trainingState(makeTraining(1)))).toEqual([
    'model.layers[0].weight',
    'model.layers[0].bias',
    'model.layers[1].scale',
    'model.layers[1].shift',
    'model.layers[1].runningMean',
    'model.layers[1].runningVariance',
    'optimizer.step',
    'optimizer.mean.layers[0].weight',
    'optimizer.mean.layers[0].bias',
    'optimizer.mean.layers[1].scale',
    'optimizer.mean.layers[1].shift',
    'optimizer.meanSquare.layers[0].weight',
    'optimizer.meanSquare.layers[0].bias',
    'optimizer.meanSquare.layers[1].scale',
    'optimizer.meanSquare.layers[1].shift',
    'random.model.layers[2].random',
    'random.model.layers[3].random',
    'random.order',
  ]);
});

it('one training becomes another, through a file, generators in place', () => {
  const [first, second] = [makeTraining(1), makeTraining(5)];
  first.model.forward(zeros([2, 3]));
  restoreTraining(second, stored(trainingState(first)));
  expect(numbers(trainingState(second))).toEqual(numbers(trainingState(first)));
  const x = new Random(9).normal([50, 3]);
  expect(second.model.forward(x).toArray()).toEqual(first.model.forward(x).toArray());
  expect(second.generators.order.next()).toBe(first.generators.order.next());
});

it('is a copy: what changes later is not in it', () => {
  const training = makeTraining(1);
  const state = trainingState(training);
  const before = structuredClone(numbers(state));
  training.model.forward(new Random(2).normal([7, 3]));
  for (const parameter of Object.values(training.model.parameters())) parameter.assignAdd(parameter as Tensor);
  expect(numbers(state)).toEqual(before);
});

it('takes parameters by name, whatever the names, and needs neither optimizer nor generators', () => {
  const names = ['weight', 'model.weight', 'optimizer.x', 'random', '', '.', '__proto__', 'constructor'];
  const make = (from: number) => {
    const model: Record<string, Parameter> = Object.create(null);
    for (const [i, name] of names.entries()) model[name] = new Parameter(tensor([from + i]));
    return model;
  };
  const model = make(0);
  restoreTraining({ model }, stored(trainingState({ model: make(10) })));
  expect(names.map((name) => model[name]!.data[0])).toEqual(names.map((_, i) => 10 + i));
});

it.each([0, 1, 12345, 0xffffffff])('the generator of seed %i goes on where it stood, in all bits', (seed) => {
  const random = new Random(seed);
  for (let i = 0; i < 100; i++) {
    const other = new Random(3);
    restoreTraining(
      { model: {}, generators: { other } },
      stored(trainingState({ model: {}, generators: { other: random } })),
    );
    expect(other.getState()).toEqual(random.getState());
    random.next();
  }
});

it('a part is found by its prefix, up to the dot', () => {
  const tensors = { 'model.a': tensor([1]), model: tensor([2]), 'models.b': tensor([3]), 'model.c.d': tensor([4]) };
  expect(Object.keys(partOf(tensors, 'model'))).toEqual(['a', 'c.d']);
  expect(Object.keys(partOf(tensors, 'nothing'))).toEqual([]);
});

describe('what does not fit is refused as a whole', () => {
  const w = () => new Parameter(tensor([1, 2]), 'w');
  const make = () => {
    const model = { w: w() };
    return {
      model,
      optimizer: new SGD(model, { learningRate: 1, momentum: 0.5 }),
      generators: { order: new Random(1) },
    };
  };

  it('with every difference', () => {
    const training = make();
    const { 'model.w': _, ...others } = trainingState(training);
    const tensors = { ...others, 'random.order': zeros([4]), extra: zeros([1]) };
    const differences = [
      '"model.w" is missing',
      '"random.order" must be [4] int32, got [4] float32',
      '"extra" is not part of it',
    ];
    expect(errorOf(() => restoreTraining(training, tensors))).toStrictEqual(
      new CheckpointError(
        'restoreTraining',
        'the tensors must be those of this model, optimizer and generators; nothing was loaded:\n  ' +
          differences.join('\n  '),
        { differences },
      ),
    );
  });

  it.each([
    [
      { 'random.order': zeros([4], { dtype: 'int32' }) },
      new CheckpointError(
        'restoreTraining',
        "the state of a generator is never 0 in all bits, but that of 'order' is.",
        { tensor: 'order' },
      ),
    ],
    [
      { 'optimizer.step': tensor(-1, { dtype: 'int32' }) },
      new PullbackError('SGD: the step of a state must be ≥ 0, got -1.'),
    ],
  ])('and nothing changes: %#', (wrong, error) => {
    const training = make();
    const before = numbers(trainingState(training));
    const tensors = { ...trainingState(make()), 'model.w': tensor([7, 8]), ...wrong };
    expect(errorOf(() => restoreTraining(training, tensors))).toStrictEqual(error);
    expect(numbers(trainingState(training))).toEqual(before);
  });
});

it('two generators of one name are refused: one would be lost', () => {
  const { model } = makeTraining(1);
  const generators = { 'model.layers[3].random': new Random(1) };
  expect(errorOf(() => trainingState({ model, generators }))).toStrictEqual(
    new PullbackError(
      "trainingState: the model has a generator 'model.layers[3].random' too. Give the other another name.",
    ),
  );
});
