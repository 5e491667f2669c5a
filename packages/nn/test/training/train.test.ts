import { GradientError, PullbackError, ShapeError, type Tensor, tensor, withGradient } from '@pullback/core';
import {
  Adam,
  accuracy,
  clipByNorm,
  crossEntropy,
  Dataset,
  DivergenceError,
  evaluate,
  type Module,
  predict,
  printEpochs,
  SGD,
  type TrainOptions,
  train,
} from '@pullback/nn';
import { untyped } from '../support';
import { makeData, makeModel, makeOptions, makePlainModel } from './problem';

const weightsOf = (model: Module) => Object.values(model.state()).map(({ data }) => [...data]);

it('does what the loop by hand does, bit for bit', async () => {
  const [model, byHand] = [makeModel(), makeModel()];
  const validation = makeData(30, 2);
  const { history } = await train(model, makeOptions(model, { validation, metrics: { accuracy } }));

  const { data, random, optimizer } = makeOptions(byHand);
  const losses: number[] = [];
  for (let epoch = 1; epoch <= 3; epoch++) {
    byHand.train();
    let total = 0;
    for (const { inputs, targets } of data.batches({ size: 6, random })) {
      const loss = () => crossEntropy(byHand.forward(inputs), targets) as Tensor<readonly []>;
      const { value, gradient } = withGradient(optimizer.parameters, loss);
      optimizer.step(gradient);
      total += value.item() * inputs.shape[0]!;
    }
    losses.push(total / data.size);
    const prediction = predict(byHand, validation.inputs);
    expect(history[epoch - 1]!.validation).toEqual({
      loss: crossEntropy(prediction, validation.targets as Tensor<readonly [number]>).item(),
      metrics: { accuracy: accuracy(prediction, validation.targets) },
    });
  }
  expect(history.map(({ epoch, loss }) => [epoch, loss])).toEqual(losses.map((loss, i) => [i + 1, loss]));
  expect(weightsOf(model)).toEqual(weightsOf(byHand));
});

it('learns, and leaves the model in evaluation', async () => {
  const model = makePlainModel();
  const data = makeData(60, 1);
  const { history, stoppedBy, best } = await train(model, makeOptions(model, { data, epochs: 80 }));
  expect(history).toHaveLength(80);
  expect(history.at(-1)!.loss).toBeLessThan(history[0]!.loss / 3);
  expect(
    evaluate(model, makeData(60, 3), { loss: crossEntropy, metrics: { accuracy } }).metrics.accuracy,
  ).toBeGreaterThan(0.9);
  expect([stoppedBy, best, model.isTraining]).toEqual(['epochs', undefined, false]);
});

it.each<[TrainOptions['batchSize'], boolean, number[]]>([
  ['all', false, [20]],
  [1, false, Array.from({ length: 20 }, () => 1)],
  [6, false, [6, 6, 6, 2]],
  [6, true, [6, 6, 6]],
  [50, false, [20]],
])('batches of %p are steps of these many rows (the last left out: %p)', async (batchSize, dropLast, rows) => {
  const model = makePlainModel();
  const seen: number[] = [];
  const batches: number[] = [];
  const loss: TrainOptions['loss'] = (prediction, targets) => {
    seen.push(targets.size);
    return crossEntropy(prediction, targets);
  };
  const onStep = (_: unknown, report: { batches: number; batch: number }) => void batches.push(report.batches);
  await train(model, makeOptions(model, { batchSize, dropLast, loss, epochs: 1, callbacks: [{ onStep }] }));
  expect(seen).toEqual(rows);
  expect(batches).toEqual(rows.map(() => rows.length));
});

it('tells callbacks, in their order, what has happened', async () => {
  const model = makePlainModel();
  const told: string[] = [];
  const callback = (name: string) => ({
    onStart: () => void told.push(`${name} start`),
    onStep: (_: unknown, { epoch, batch, batches }: { epoch: number; batch: number; batches: number }) =>
      void told.push(`${name} ${epoch}.${batch}/${batches}`),
    onEpoch: (_: unknown, { epoch }: { epoch: number }) => void told.push(`${name} epoch ${epoch}`),
    onEnd: async () => {
      await null;
      told.push(`${name} end`);
    },
  });
  await train(model, makeOptions(model, { epochs: 2, batchSize: 10, callbacks: [callback('a'), callback('b')] }));
  const both = (event: string) => [`a ${event}`, `b ${event}`];
  const events = ['start', '1.1/2', '1.2/2', 'epoch 1', '2.1/2', '2.2/2', 'epoch 2', 'end'];
  expect(told).toEqual(events.flatMap(both));
});

it('a callback ends it after the step that is under way', async () => {
  const model = makePlainModel();
  const { optimizer, ...options } = makeOptions(model);
  const onStep = (run: { stop(reason: string): void }) => {
    if (optimizer.steps === 5) run.stop('enough');
    if (optimizer.steps === 5) run.stop('a second reason');
  };
  const { stoppedBy, history } = await train(model, { ...options, optimizer, callbacks: [{ onStep }] });
  expect([stoppedBy, history.length, optimizer.steps]).toEqual(['enough', 1, 5]);
});

it('lets timers run', async () => {
  const model = makePlainModel();
  let ticks = 0;
  const timer = setInterval(() => void ticks++, 20);
  const until = Date.now() + 400;
  const onStep = (run: { stop(reason: string): void }) => (Date.now() > until ? run.stop('time') : undefined);
  await train(model, makeOptions(model, { epochs: 1e6, callbacks: [{ onStep }] }));
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(1);
});

it('clips gradients by what it is told', async () => {
  const [model, same] = [makePlainModel(), makePlainModel()];
  const norms: number[] = [];
  const clip: TrainOptions['clip'] = (gradients) => {
    norms.push(1);
    return clipByNorm(gradients, 1e-9);
  };
  await train(model, makeOptions(model, { clip }));
  expect(norms).toHaveLength(12);
  for (const [i, numbers] of weightsOf(model).entries()) {
    for (const [j, number] of numbers.entries()) expect(number).toBeCloseTo(weightsOf(same)[i]![j]!, 8);
  }
});

it('trains the parameters of the optimizer alone', async () => {
  const model = makePlainModel();
  const before = weightsOf(model);
  const { 'layers[1].weight': last } = model.parameters();
  await train(model, makeOptions(model, { optimizer: new Adam({ last: last! }) }));
  const isChanged = weightsOf(model).map((numbers, i) => String(numbers) !== String(before[i]));
  expect(isChanged).toEqual([false, false, true, false]);
});

describe('early stopping', () => {
  /** The losses that the epochs are to seem to have. */
  const stopAt = async (values: number[], options: object) => {
    const model = makePlainModel();
    const weights: unknown[] = [];
    const onEpoch = () => void weights.push(weightsOf(model));
    const watch = ({ epoch }: { epoch: number }) => values[epoch - 1]!;
    const earlyStopping = { patience: 2, watch, ...options };
    const result = await train(
      model,
      makeOptions(model, { epochs: values.length, earlyStopping, callbacks: [{ onEpoch }] }),
    );
    const has = weights.findIndex((kept) => String(kept) === String(weightsOf(model)));
    return [result.stoppedBy, result.history.length, result.best?.epoch, has + 1];
  };

  it.each([
    ['when nothing improves for as long as the patience', [5, 4, 4.5, 4, 3, 2], {}, ['earlyStopping', 4, 2, 2]],
    ['not while it does now and then', [5, 4, 4.5, 3, 3.5, 2], {}, ['epochs', 6, 6, 6]],
    ['with the best weights too when epochs run out', [5, 3, 4], {}, ['epochs', 3, 2, 2]],
    ['when it improves by too little', [5, 4.9, 4.8, 3], { minimumImprovement: 1 }, ['earlyStopping', 3, 1, 1]],
    ['when it gets NaN', [5, 4, Number.NaN, Number.NaN, 1], {}, ['earlyStopping', 4, 2, 2]],
    ['when it never was a number', [Number.NaN, Number.NaN, 1], {}, ['earlyStopping', 2, undefined, 2]],
    ['with more patience later', [5, 6, 7, 8, 1], { patience: 4 }, ['epochs', 5, 5, 5]],
  ])('%s', async (_, values, options, expected) => {
    expect(await stopAt(values, options)).toEqual(expected);
  });

  it('watches the validation loss, or the training loss without validation', async () => {
    const model = makePlainModel();
    const earlyStopping = { patience: 3 };
    const options = { earlyStopping, epochs: 40, batchSize: 'all' as const };
    const falling = await train(model, makeOptions(model, options));
    expect(falling.best).toBe(falling.history.at(-1));
    const other = makePlainModel();
    const { inputs, targets } = makeData(9, 5);
    // The better it learns, the worse it does on labels that are all wrong.
    const validation = new Dataset(inputs, tensor(Int32Array.from(targets.data, (label) => (label + 1) % 3)));
    const rising = await train(other, makeOptions(other, { ...options, validation }));
    expect([rising.stoppedBy, rising.best!.epoch]).toEqual(['earlyStopping', rising.history.length - 3]);
  });
});

describe('divergence', () => {
  const failureOf = (options: Partial<TrainOptions>, learningRate = 0.1) => {
    const model = makePlainModel();
    const optimizer = new SGD(model.parameters(), { learningRate });
    let told: unknown;
    const onEnd = (_: unknown, failure: unknown) => {
      told = failure;
    };
    const running = train(model, makeOptions(model, { optimizer, callbacks: [{ onEnd }], ...options }));
    return running.then(
      () => undefined,
      (error: unknown) => {
        expect(told).toBe(error);
        return { error: error as DivergenceError, model, optimizer };
      },
    );
  };

  it('is told before the step that would spoil the weights', async () => {
    let calls = 0;
    const loss: TrainOptions['loss'] = (prediction, targets) => {
      const value = crossEntropy(prediction, targets);
      if (++calls < 6) return value;
      return value.mul(Number.NaN) as Tensor;
    };
    const { error, model, optimizer } = (await failureOf({ loss }))!;
    expect(error).toBeInstanceOf(DivergenceError);
    expect(error.message).toBe(
      'train: the loss is NaN in epoch 2, after 5 steps, at the learning rate 0.1. ' +
        'Lower the rate, clip gradients, or look for the source with checkAnomalies().',
    );
    expect(error).toMatchObject({ epoch: 2, steps: 5, learningRate: 0.1 });
    expect(optimizer.steps).toBe(5);
    expect(weightsOf(model).flat().every(Number.isFinite)).toBe(true);
  });

  it('is told of gradients that are not finite where the loss is', async () => {
    const model = makePlainModel();
    const loss: TrainOptions['loss'] = (prediction, targets) =>
      crossEntropy(prediction.sub(prediction.max().add(0)).exp().sqrt().mul(0).sqrt().add(prediction), targets);
    const failure = await train(model, makeOptions(model, { loss })).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DivergenceError);
    expect(weightsOf(model)).toEqual(weightsOf(makePlainModel()));
  });

  it('is told of a mean loss 100 times that of the first epoch', async () => {
    const grow = (factor: number) => {
      let calls = 0;
      const loss: TrainOptions['loss'] = (prediction, targets) =>
        crossEntropy(prediction, targets).mul(calls++ < 8 ? 1 : factor) as Tensor;
      return failureOf({ loss }, 0);
    };
    expect(await grow(99)).toBeUndefined();
    expect((await grow(101))!.error.message).toMatch(
      /^train: the mean loss is \d+\.?\d*, \d\.\d+ in the first epoch, in epoch 3, after 12 steps, at the learning rate 0\. /,
    );
  });

  it('is told of another growth if asked, or of none', async () => {
    const loss = () => {
      let calls = 0;
      return ((prediction, targets) =>
        crossEntropy(prediction, targets).mul(calls++ < 4 ? 1 : 50) as Tensor) as TrainOptions['loss'];
    };
    expect(await failureOf({ loss: loss(), epochs: 2 }, 0)).toBeUndefined();
    expect((await failureOf({ loss: loss(), epochs: 2, divergesAt: 40 }, 0))!.error).toBeInstanceOf(DivergenceError);
    expect(await failureOf({ loss: loss(), epochs: 2, divergesAt: Infinity }, 0)).toBeUndefined();
  });

  it('is told of weights that a step has spoilt, before anybody sees them', async () => {
    const model = makePlainModel();
    const seen: number[] = [];
    const optimizer = new SGD(model.parameters(), { learningRate: (step) => (step < 4 ? 0.1 : 1e39) });
    const onEpoch = (_: unknown, { epoch }: { epoch: number }) => void seen.push(epoch);
    const running = train(
      model,
      makeOptions(model, { optimizer, batchSize: 'all', epochs: 5, callbacks: [{ onEpoch }] }),
    );
    await expect(running).rejects.toThrow(/^train: the weights of 'layers\[0\]\.weight' holds -?Infinity in epoch 5/);
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  it('leaves running statistics as they were, and the model in evaluation', async () => {
    const model = makeModel();
    const { inputs, targets } = makeData(8, 3);
    const spoilt = tensor(
      inputs.data.map((value, i) => (i === 20 ? Number.NaN : value)),
      { shape: inputs.shape },
    );
    const before = Object.values(model.buffers()).map(({ data }) => [...data]);
    const data = new Dataset(spoilt, targets);
    await expect(train(model, makeOptions(model, { data, batchSize: 'all' }))).rejects.toThrow(DivergenceError);
    expect(Object.values(model.buffers()).map(({ data }) => [...data])).toEqual(before);
    expect(model.isTraining).toBe(false);
  });

  it('gives back the best weights where there is early stopping', async () => {
    const model = makePlainModel();
    const weights: unknown[] = [];
    let calls = 0;
    const loss: TrainOptions['loss'] = (prediction, targets) =>
      crossEntropy(prediction, targets).mul(++calls > 10 ? Number.NaN : 1) as Tensor;
    const options = {
      loss,
      earlyStopping: { patience: 5, watch: ({ epoch }: { epoch: number }) => epoch },
      callbacks: [{ onEpoch: () => void weights.push(weightsOf(model)) }],
    };
    await expect(train(model, makeOptions(model, options))).rejects.toThrow(DivergenceError);
    expect(weightsOf(model)).toEqual(weights[0]);
  });

  it('is none where nothing is wrong', async () => {
    expect(await failureOf({})).toBeUndefined();
  });
});

describe('predict and evaluate', () => {
  const model = makeModel();
  const { inputs, targets } = makeData(23, 4);

  it.each([1, 5, 23, 100])('the batch size does not matter: %i', (batchSize) => {
    const whole = model.evaluating(() => model.forward(inputs as Tensor<readonly [number, 3]>));
    const prediction = predict(model, inputs, { batchSize });
    expect(prediction.shape).toEqual([23, 3]);
    for (const [i, number] of prediction.data.entries()) expect(number).toBeCloseTo(whole.data[i]!, 5);
    const evaluation = evaluate(model, { inputs, targets }, { loss: crossEntropy, metrics: { accuracy }, batchSize });
    expect(evaluation.loss).toBeCloseTo(crossEntropy(whole, targets as Tensor<readonly [number]>).item(), 5);
  });

  it('the modes are what they were, also after an error', () => {
    const mixed = makeModel();
    mixed.layers[3].eval();
    predict(mixed, inputs);
    expect(() => predict(mixed, targets)).toThrow();
    expect(mixed.modules().map(({ module }) => module.isTraining)).toEqual([true, true, true, true, false, true]);
  });

  it('of no rows are no rows', () => {
    expect(predict(model, inputs.slice([[0, 0]]) as Tensor).shape).toEqual([0, 3]);
  });

  it('is on no tape', () => {
    const weights = model.parameters();
    const loss = () => predict(model, inputs).sum() as Tensor<readonly []>;
    expect(() => withGradient(weights, loss)).toThrow(GradientError);
  });

  it('does not take a loss that is no scalar', () => {
    const loss: TrainOptions['loss'] = (prediction) => prediction;
    expect(() => evaluate(model, { inputs, targets }, { loss })).toThrow(ShapeError);
  });
});

describe('what fails', () => {
  const failing = (name: string) => () => {
    throw new Error(name);
  };

  it('first is what is thrown, and each callback that was started is told of the end', async () => {
    const model = makePlainModel();
    const told: string[] = [];
    const onEnd = (name: string) => (_: unknown, failure: unknown) =>
      void told.push(`${name}: ${(failure as Error).message}`);
    const callbacks = [
      { onEnd: onEnd('a') },
      { onStep: failing('the step'), onEnd: failing('the end') },
      { onEnd: onEnd('c') },
    ];
    await expect(train(model, makeOptions(model, { callbacks }))).rejects.toThrow('the step');
    expect(told).toEqual(['a: the step', 'c: the step']);
    const start = [{ onEnd: onEnd('d') }, { onStart: failing('the start') }, { onEnd: onEnd('never') }];
    await expect(train(model, makeOptions(model, { callbacks: start }))).rejects.toThrow('the start');
    expect(told.slice(2)).toEqual(['d: the start']);
    await expect(train(model, makeOptions(model, { callbacks: [{ onEnd: failing('the end') }] }))).rejects.toThrow(
      'the end',
    );
  });

  it('is told even if it threw nothing', async () => {
    const model = makePlainModel();
    const onStep = () => Promise.reject(undefined);
    await expect(train(model, makeOptions(model, { callbacks: [{ onStep }] }))).rejects.toThrow('threw nothing');
  });

  it('a metric, or what is watched, that is no number is named', async () => {
    const model = makePlainModel();
    const validation = makeData(6, 2);
    const metrics = { score: untyped<() => number>((prediction: Tensor) => prediction) };
    await expect(train(model, makeOptions(model, { validation, metrics }))).rejects.toThrow(
      "evaluate: the metric 'score' must give a number, got a tensor [6, 3].",
    );
    const earlyStopping = { patience: 1, watch: untyped<() => number>(() => undefined) };
    await expect(train(model, makeOptions(model, { earlyStopping }))).rejects.toThrow(
      'train: watch must give a number, got undefined for epoch 1.',
    );
  });

  it('an improvement by exactly the least that counts does count', async () => {
    const model = makePlainModel();
    const watch = ({ epoch }: { epoch: number }) => [1, 0.5, 0.25][epoch - 1]!;
    const earlyStopping = { patience: 5, watch, minimumImprovement: 0.5 };
    expect((await train(model, makeOptions(model, { earlyStopping }))).best!.epoch).toBe(2);
  });
});

it.each<[string, object, string]>([
  [
    'an option that there is not',
    { earlyStoping: {} },
    "train: there is no option 'earlyStoping'. There are: data, loss, optimizer, epochs, batchSize, random, dropLast, validation, metrics, clip, earlyStopping, divergesAt, resume, callbacks.",
  ],
  [
    'metrics without a validation set',
    { metrics: { accuracy } },
    'train: metrics: a validation set is required, got undefined.',
  ],
  [
    'a metric without a name',
    { validation: makeData(3, 1), metrics: accuracy },
    'train: metrics are a record of functions, such as { accuracy }, got a function.',
  ],
  [
    'a callback that was not made',
    { callbacks: [printEpochs] },
    'train: callbacks are a list of records, such as [printEpochs()], got a function among them.',
  ],
  [
    'callbacks that are no list',
    { callbacks: {} },
    'train: callbacks are a list of records, such as [printEpochs()], got a record.',
  ],
  ['a clip that is no function', { clip: 1 }, 'train: clip: a function is required, got 1.'],
  ['dropLast that is no switch', { dropLast: 'yes' }, 'train: dropLast must be true or false, got "yes".'],
  ['a growth that is none', { divergesAt: 0 }, 'train: divergesAt must be a finite number > 0, got 0.'],
  ['no data', { data: undefined }, 'train: data: a Dataset is required, got undefined.'],
  ['data of no rows', { data: makeData(0, 1) }, 'train: data with samples are required, got none.'],
  ['validation that is no dataset', { validation: 3 }, 'train: validation: a Dataset is required, got 3.'],
  ['no loss', { loss: 'L2' }, 'train: loss: a function is required, got "L2".'],
  ['no optimizer', { optimizer: {} }, 'train: optimizer: an Optimizer is required, got a record.'],
  ['a seed', { random: 1 }, 'train: random: a Random is required, got 1.'],
  ['no epochs', { epochs: 0 }, 'train: epochs must be a whole number ≥ 1, got 0.'],
  ['half a batch', { batchSize: 0.5 }, "train: batchSize is 'all' or a whole number ≥ 1, got 0.5."],
  ['no patience', { earlyStopping: {} }, 'train: the patience must be a whole number ≥ 1, got undefined.'],
  [
    'an impatient wish',
    { earlyStopping: { patience: 1, minimumImprovement: -1 } },
    'train: minimumImprovement must be a finite number ≥ 0, got -1.',
  ],
  [
    'a metric that is none',
    { validation: makeData(3, 1), metrics: { accuracy: 1 } },
    "train: metrics: a function for 'accuracy' is required, got 1.",
  ],
  [
    'batches larger than the data, without the last',
    { batchSize: 50, dropLast: true },
    'train: with dropLast, data of 20 rows have no batch of 50. Use a smaller batchSize.',
  ],
])('does not take %s', async (_, options, message) => {
  const model = makePlainModel();
  await expect(train(model, { ...makeOptions(model), ...untyped<TrainOptions>(options) })).rejects.toStrictEqual(
    new PullbackError(message),
  );
});

it('does not take what is no module, or options that are none', async () => {
  const model = makePlainModel();
  await expect(train(untyped({}), makeOptions(model))).rejects.toThrow('train: a Module is required, got a record.');
  await expect(train(model, untyped(undefined))).rejects.toThrow('train: options are a record, got undefined.');
});

it("a parameter that is not the model's is an error that names it", async () => {
  const [model, other] = [makePlainModel(), makePlainModel()];
  await expect(train(model, makeOptions(other))).rejects.toStrictEqual(
    new PullbackError(
      "train: the optimizer's parameters must be those of the model, but 'layers[0].weight' is none of them. " +
        'Keep it in a field of the model.',
    ),
  );
});

it('predict takes a tensor, and says how to make one', () => {
  expect(() => predict(makePlainModel(), untyped([[1, 2, 3]]))).toThrow(
    'predict: a tensor of inputs is required, got an array of 1. Make one: tensor(rows).',
  );
});
