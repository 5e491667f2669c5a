import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partOf } from '@pullback/nn';
import { loadCheckpoint } from '@pullback/nn/node';
import { buildPackages } from '../builtPackages';

const folder = mkdtempSync(join(tmpdir(), 'interrupted-'));
const path = join(folder, 'training.safetensors');
const built = buildPackages(join(folder, 'built'), ['kernels', 'core', 'ops', 'nn']);
afterAll(() => rmSync(folder, { recursive: true }));

/** Trains for ever, in one long epoch, unless somebody stops it; with an argument, ignores that it was stopped. */
const TRAINER = `
  const { Random } = require('@pullback/core');
  const { crossEntropy, Dataset, Linear, SGD, train } = require('@pullback/nn');
  const { progressBar, saveTraining, stopOnInterrupt } = require('@pullback/nn/node');
  const { cast } = require('@pullback/ops');
  const random = new Random(1);
  const model = new Linear(3, 2, { random });
  const data = new Dataset(random.normal([1e6, 3]), cast(random.uniform([1e6], { high: 2 }), 'int32'));
  const started = { onStep: (run) => { if (run.optimizer.steps === 10) process.send('started'); } };
  const stubborn = { onEnd: () => new Promise((resolve) => setTimeout(resolve, 1e6)) };
  train(model, {
    data,
    loss: crossEntropy,
    optimizer: new SGD(model.parameters(), { learningRate: 0.1 }),
    epochs: 1000,
    batchSize: 1,
    random,
    callbacks: [
      started,
      progressBar(),
      saveTraining(process.argv[1]),
      stopOnInterrupt(),
      ...(process.argv[2] === 'stubborn' ? [stubborn] : []),
    ],
  }).then(({ stoppedBy }) => {
    console.log('after training, stopped by ' + stoppedBy + ', listeners ' + process.listenerCount('SIGINT'));
    process.disconnect();
  });`;

/** Starts a trainer, and interrupts it so many times once it has begun. */
function interrupt(times: number, ...args: string[]) {
  const trainer = spawn(process.execPath, ['-e', TRAINER, path, ...args], {
    cwd: built,
    env: { ...process.env, PULLBACK_KERNELS: 'reference' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let [printed, complained] = ['', ''];
  trainer.stdout!.on('data', (text: Buffer) => {
    printed += text;
  });
  trainer.stderr!.on('data', (text: Buffer) => {
    complained += text;
  });
  return new Promise<{ code: number | null; signal: string | null; printed: string; complained: string }>(
    (done, fail) => {
      trainer.on('error', fail);
      trainer.on('message', () => {
        for (let i = 0; i < times; i++) setTimeout(() => trainer.kill('SIGINT'), i * 500);
      });
      trainer.on('close', (code, signal) => done({ code, signal, printed, complained }));
    },
  );
}

it('Ctrl-C saves what training would go on from, and lets the program go on to its end', async () => {
  const { code, signal, printed, complained } = await interrupt(1);
  expect({ code, signal, complained }).toEqual({ code: 0, signal: null, complained: '' });
  expect(printed).toBe('after training, stopped by interrupt, listeners 0\n');
  const { tensors } = loadCheckpoint(path);
  const steps = tensors['optimizer.step']!.item();
  expect(steps).toBeGreaterThanOrEqual(10);
  expect(tensors['progress.batch']!.item()).toBe(steps);
  expect(Object.keys(partOf(tensors, 'model')).sort()).toEqual(['bias', 'weight']);
  rmSync(path);
}, 30_000);

it('a second Ctrl-C ends the program at once', async () => {
  expect(await interrupt(2, 'stubborn')).toMatchObject({ code: null, signal: 'SIGINT', printed: '' });
  expect(existsSync(path)).toBe(true);
}, 30_000);
