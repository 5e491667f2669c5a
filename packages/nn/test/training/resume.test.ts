import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random, tensor, zeros } from '@pullback/core';
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
