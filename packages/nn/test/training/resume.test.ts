import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random, type Tensor, tensor, zeros } from '@pullback/core';
import {
  Adam,
  type AnyOptimizer,
  accuracy,
  CheckpointError,
  cosineDecay,
  type TensorRecord,
  type TrainingRun,
  train,
} from '@pullback/nn';
import { loadCheckpoint, saveTraining } from '@pullback/nn/node';
import { makeOptimizer, titled } from '../problem';
import { untyped } from '../support';
import { makeData, makeModel, makeOptions, makePlainModel } from './problem';

const folder = mkdtempSync(join(tmpdir(), 'resume-'));
const path = join(folder, 'training.safetensors');
afterAll(() => rmSync(folder, { recursive: true }));

type MakeOptimizer = (parameters: ReturnType<ReturnType<typeof makeModel>['parameters']>) => AnyOptimizer;

/** A new training of the same kind, as a program that starts anew would make it. */
function start(makeAnOptimizer: MakeOptimizer, resume?: TensorRecord, stopAfter?: number) {
  const model = makeModel();
  const optimizer = makeAnOptimizer(model.parameters());
  const stop = {
    onStep: (run: TrainingRun) => {
      if (optimizer.steps === stopAfter) run.stop('test');
    },
  };
  let state: TensorRecord = {};
  const keep = {
    onEnd: (run: TrainingRun) => {
      state = run.state();
    },
  };
  const options = makeOptions(model, {
    optimizer,
    validation: makeData(9, 2),
    metrics: { accuracy },
    earlyStopping: { patience: 3 },
    resume,
    callbacks: [stop, saveTraining(path), keep],
  });
  return train(model, options).then((result) => ({ result, state, model }));
}

const bitsOf = (tensors: TensorRecord) =>
  Object.fromEntries(
    Object.entries(tensors)
      .map(([name, { data, dtype, shape }]) => [name, { data: [...data], dtype, shape }] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

describe.each(titled)('stopped, saved and resumed is as if never stopped, bit for bit: %s', (_, example) => {
  const make: MakeOptimizer = (parameters) => makeOptimizer(example.optimizer, parameters, example.options);

  // Twelve steps in all, four in an epoch: before the second, within an epoch, at its end, before the last.
  it.each([1, 2, 4, 7, 11])('after step %i', async (steps) => {
    const whole = await start(make);
    const first = await start(make, undefined, steps);
    expect(first.result.stoppedBy).toBe('test');
    expect(bitsOf(loadCheckpoint(path).tensors)).toEqual(bitsOf(first.state));
    const second = await start(make, loadCheckpoint(path).tensors);
    expect(second.result).toEqual(whole.result);
    expect(bitsOf(second.state)).toEqual(bitsOf(whole.state));
    expect(bitsOf(second.model.state())).toEqual(bitsOf(whole.model.state()));
  });
});

it('also when one generator draws everything, and the rate follows a schedule', async () => {
  const run = async (resume?: TensorRecord, stopAfter?: number) => {
    const model = makeModel(3);
    const random = model.generators()['layers[2].random']!;
    const optimizer = new Adam(model.parameters(), { learningRate: cosineDecay(0.01, { steps: 12 }) });
    let state: TensorRecord = {};
    await train(
      model,
      makeOptions(model, {
        random,
        optimizer,
        resume,
        callbacks: [
          {
            onStep: (run) => (optimizer.steps === stopAfter ? run.stop('test') : undefined),
            onEnd: (run) => {
              state = run.state();
            },
          },
        ],
      }),
    );
    return state;
  };
  const whole = await run();
  for (const steps of [1, 3, 4, 6, 9]) expect(bitsOf(await run(await run(undefined, steps)))).toEqual(bitsOf(whole));
});

it('a training that was at its end takes no step more', async () => {
  const make: MakeOptimizer = (parameters) => new Adam(parameters);
  const whole = await start(make);
  const again = await start(make, whole.state);
  expect(again.result).toEqual(whole.result);
  expect(bitsOf(again.state)).toEqual(bitsOf(whole.state));
});

it('a training that early stopping ended takes no step more', async () => {
  const run = async (resume?: TensorRecord) => {
    const model = makePlainModel();
    let state: TensorRecord = {};
    const keep = {
      onEnd: (run: TrainingRun) => {
        state = run.state();
      },
    };
    const watch = ({ epoch }: { epoch: number }) => Math.abs(epoch - 3);
    const earlyStopping = { patience: 2, watch };
    const result = await train(model, makeOptions(model, { epochs: 20, earlyStopping, resume, callbacks: [keep] }));
    return { result, state, model };
  };
  const first = await run();
  expect([first.result.history.length, first.result.stoppedBy, first.result.best?.epoch]).toEqual([
    5,
    'earlyStopping',
    3,
  ]);
  const again = await run(first.state);
  expect(again.result).toEqual(first.result);
  expect(bitsOf(again.model.state())).toEqual(bitsOf(first.model.state()));
});

it('the best epoch is that whose weights are known, whatever stood in between', async () => {
  const run = async (epochs: number, watched: readonly number[] | undefined, resume?: TensorRecord) => {
    const model = makePlainModel();
    let state: TensorRecord = {};
    const weights: string[] = [];
    const callback = {
      onEpoch: () => void weights.push(JSON.stringify(bitsOf(model.state()))),
      onEnd: (run: TrainingRun) => {
        state = run.state();
      },
    };
    const earlyStopping = watched && {
      patience: 10,
      watch: ({ epoch }: { epoch: number }) => watched[epoch - 1]!,
    };
    const { best } = await train(model, makeOptions(model, { epochs, earlyStopping, resume, callbacks: [callback] }));
    return { best: best?.epoch, has: weights.indexOf(JSON.stringify(bitsOf(model.state()))) + 1, state };
  };
  const first = await run(2, [3, 1]);
  expect([first.best, first.has]).toEqual([2, 2]);
  const second = await run(4, undefined, first.state);
  expect([second.best, second.has]).toEqual([undefined, 2]);
  const third = await run(5, [3, 1, 2, 0.5, 9], second.state);
  expect(third.best).toBe(2);
  // Of a training without early stopping no epoch is known until the next.
  const without = await run(2, undefined);
  const fourth = await run(4, [0, 0, 7, 8], without.state);
  expect([fourth.best, fourth.has]).toEqual([3, 1]);
});

it.each<[string, Record<string, Tensor>]>([
  ['a batch that the epoch has not', { 'progress.batch': tensor(99, { dtype: 'int32' }) }],
  ['a negative batch', { 'progress.batch': tensor(-3, { dtype: 'int32' }) }],
  ['other rows than that many batches have', { 'progress.rows': tensor(11, { dtype: 'int32' }) }],
  ['data of another size', { 'progress.size': tensor(21, { dtype: 'int32' }) }],
  ['a loss that is none', { 'progress.weightedLoss': tensor(Number.NaN, { dtype: 'float64' }) }],
])('a state with %s is refused before anything changes', async (_, wrong) => {
  const { state } = await start((parameters) => new Adam(parameters), undefined, 6);
  const model = makeModel();
  const before = bitsOf(model.state());
  const optimizer = new Adam(model.parameters());
  const validation = makeData(9, 2);
  const options = { optimizer, validation, metrics: { accuracy }, earlyStopping: { patience: 3 } };
  const resume = { ...state, ...wrong };
  await expect(train(model, makeOptions(model, { ...options, resume }))).rejects.toThrow(
    'which cannot be in an epoch of',
  );
  expect(bitsOf(model.state())).toEqual(before);
});

it.each([
  ['a path', 'digits.safetensors', '"digits.safetensors"'],
  ['a checkpoint', { tensors: {}, metadata: undefined }, 'a record'],
  ['null', null, 'null'],
])('%s is no state', async (_, resume, got) => {
  const model = makePlainModel();
  await expect(train(model, makeOptions(model, { resume: untyped(resume) }))).rejects.toThrow(
    `train: resume takes a record of tensors, got ${got}. Pass what the file holds: loadCheckpoint(path).tensors.`,
  );
});

it('a state of another training is refused with every difference, and nothing changes', async () => {
  const model = makePlainModel();
  const other = await start((parameters) => new Adam(parameters));
  const before = bitsOf(model.state());
  const failure = await train(model, makeOptions(model, { resume: other.state })).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(CheckpointError);
  expect((failure as CheckpointError).differences).toEqual(
    expect.arrayContaining([
      '"model.layers[1].weight" is missing',
      '"optimizer.mean.layers[0].weight" is not part of it',
      '"history.validation.loss" is not part of it',
    ]),
  );
  expect(bitsOf(model.state())).toEqual(before);
});

it('a generator that can have no such state is refused before anything changes', async () => {
  const { state } = await start((parameters) => new Adam(parameters), undefined, 2);
  for (const name of ['progress.drawnFrom', 'random.order', 'random.model.layers[3].random']) {
    const model = makeModel();
    const before = bitsOf(model.state());
    const options = makeOptions(model, {
      optimizer: new Adam(model.parameters()),
      validation: makeData(9, 2),
      metrics: { accuracy },
      resume: { ...state, [name]: zeros([4], { dtype: 'int32' }) },
    });
    await expect(train(model, options)).rejects.toThrow('never 0 in all bits');
    expect(bitsOf(model.state())).toEqual(before);
  }
});

it('without a generator of the order there is none in the state', async () => {
  const model = makePlainModel();
  const random = undefined;
  const names: string[] = [];
  const keep = { onEnd: (run: TrainingRun) => void names.push(...Object.keys(run.state())) };
  await train(model, makeOptions(model, { random, callbacks: [keep] }));
  expect(names.filter((name) => name.startsWith('random.') || name.includes('drawnFrom'))).toEqual([]);
  const resume = { 'random.order': tensor(Int32Array.from(new Random(1).getState())) };
  await expect(train(model, makeOptions(model, { random, resume }))).rejects.toThrow('nothing was loaded');
});
