import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PullbackError } from '@pullback/core';
import { accuracy, CheckpointError, epochLine, printEpochs, train } from '@pullback/nn';
import { loadCheckpoint, progressBar, saveTraining } from '@pullback/nn/node';
import { errorOf } from '../support';
import { makeData, makeOptions, makePlainModel } from './problem';

const folder = mkdtempSync(join(tmpdir(), 'callbacks-'));
const path = join(folder, 'training.safetensors');
afterAll(() => rmSync(folder, { recursive: true }));

it('a line tells all numbers of an epoch, each in a column of its own', () => {
  const validation = { loss: 1.5, metrics: { accuracy: 0.97, error: 1234.56 } };
  expect(epochLine({ epoch: 3, loss: 0.25, validation }, 20)).toBe(
    'epoch  3/20  loss  0.2500  validation loss  1.5000  accuracy  0.9700  error 1.23e+3',
  );
  expect(epochLine({ epoch: 1, loss: 0, validation: undefined }, 3)).toBe('epoch 1/3  loss  0.0000');
  expect(epochLine({ epoch: 1, loss: 0.0001234, validation: undefined }, 3)).toBe('epoch 1/3  loss 0.000123');
  expect(epochLine({ epoch: 1, loss: -12.5, validation: undefined }, 3)).toBe('epoch 1/3  loss -12.5000');
});

it('printEpochs prints a line for each epoch', async () => {
  const model = makePlainModel();
  const lines: string[] = [];
  const options = {
    validation: makeData(9, 2),
    metrics: { accuracy },
    callbacks: [printEpochs((line) => lines.push(line))],
  };
  const { history } = await train(model, makeOptions(model, options));
  expect(lines).toEqual(history.map((report) => epochLine(report, 3)));
});

it('progressBar prints the same where there is no terminal', async () => {
  const log = jest.spyOn(console, 'log').mockImplementation();
  const model = makePlainModel();
  const { history } = await train(model, makeOptions(model, { callbacks: [progressBar()] }));
  expect(log.mock.calls).toEqual(history.map((report) => [epochLine(report, 3)]));
  log.mockRestore();
});

it('saveTraining saves now and then, and at the end', async () => {
  const model = makePlainModel();
  const saved: (number | undefined)[] = [];
  const look = () => {
    const isThere = readdirSync(folder).length > 0;
    saved.push(isThere ? loadCheckpoint(path).tensors['optimizer.step']!.item() : undefined);
  };
  const callbacks = [saveTraining(path, { every: 2 }), { onEpoch: look, onEnd: look }];
  await train(model, makeOptions(model, { epochs: 5, callbacks }));
  expect(saved).toEqual([undefined, 8, 8, 16, 16, 20]);
});

it('saveTraining serves one training after another', async () => {
  const save = saveTraining(path, { every: 100 });
  for (const epochs of [1, 1]) {
    const model = makePlainModel();
    rmSync(path, { force: true });
    await train(model, makeOptions(model, { epochs, callbacks: [save] }));
    expect(loadCheckpoint(path).tensors['optimizer.step']!.item()).toBe(4);
  }
});

it('saveTraining does not save what failed', async () => {
  const model = makePlainModel();
  const before = loadCheckpoint(path).tensors['optimizer.step']!.item();
  const onStep = () => {
    throw new Error('mine');
  };
  await expect(train(model, makeOptions(model, { callbacks: [saveTraining(path), { onStep }] }))).rejects.toThrow(
    'mine',
  );
  expect(loadCheckpoint(path).tensors['optimizer.step']!.item()).toBe(before);
});

it('saveTraining says what it cannot do', async () => {
  const model = makePlainModel();
  let steps = 0;
  const onStep = () => void steps++;
  const callbacks = [saveTraining(join(folder, 'nowhere', 'x')), { onStep }];
  await expect(train(model, makeOptions(model, { callbacks }))).rejects.toThrow(CheckpointError);
  expect(steps).toBe(0);
  expect(errorOf(() => saveTraining(path, { every: 0 }))).toStrictEqual(
    new PullbackError('saveTraining: every must be a whole number ≥ 1, got 0.'),
  );
});
