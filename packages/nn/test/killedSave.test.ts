import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random, tensor } from '@pullback/core';
import { loadCheckpoint, saveCheckpoint } from '@pullback/nn/node';
import { buildPackages } from './builtPackages';

/** More with PULLBACK_KILLS=100. */
const KILLS = Number(process.env.PULLBACK_KILLS ?? 12);
/** Where in a save the blow falls is up to chance: within so many milliseconds, in which there are several saves. */
const WITHIN = 25;

const folder = mkdtempSync(join(tmpdir(), 'killed-'));
const path = join(folder, 'model.safetensors');
const built = buildPackages(join(folder, 'built'), ['kernels', 'core', 'ops', 'nn']);
afterAll(() => rmSync(folder, { recursive: true }));

/** Saves, over and over, checkpoints in which every number is that of the save. */
const SAVER = `
  const { full } = require('@pullback/core');
  const { saveCheckpoint } = require('@pullback/nn/node');
  for (let save = Number(process.argv[2]); ; save++) {
    const [w, v] = [full([300, 500], save), full([7, 1000], save, { dtype: 'float64' })];
    saveCheckpoint(process.argv[1], { w, v }, { save: String(save) });
    if (save === Number(process.argv[2])) process.send('saved');
  }`;

/** Starts a saver, kills it some milliseconds after its first save, and waits for its end. */
function killAfter(milliseconds: number, first: number): Promise<NodeJS.Signals | null> {
  const saver = spawn(process.execPath, ['-e', SAVER, path, String(first)], {
    cwd: built,
    env: { ...process.env, PULLBACK_KERNELS: 'reference' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((done, fail) => {
    saver.on('error', fail);
    saver.on('message', () => setTimeout(() => saver.kill('SIGKILL'), milliseconds));
    saver.on('exit', (_, signal) => done(signal));
  });
}

/** Which save the checkpoint is of; fails unless it is whole. */
function savedAs(): number {
  const { tensors, metadata } = loadCheckpoint(path);
  const save = Number(metadata?.save);
  expect([tensors.w?.shape, tensors.v?.shape]).toEqual([
    [300, 500],
    [7, 1000],
  ]);
  for (const { data } of Object.values(tensors)) expect(data.every((value) => value === save)).toBe(true);
  return save;
}

it(`of ${KILLS} processes killed while they save, each leaves a whole checkpoint`, async () => {
  const random = new Random(1);
  let interrupted = 0;
  let last = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    expect(await killAfter(random.next() * WITHIN, last + 1)).toBe('SIGKILL');
    const save = savedAs();
    expect(save).toBeGreaterThan(last);
    last = save;
    const left = readdirSync(folder).filter((name) => name.endsWith('.tmp'));
    interrupted += left.length;
    for (const name of left) rmSync(join(folder, name));
  }
  // Otherwise the blows fell between saves, and nothing was shown.
  expect(interrupted).toBeGreaterThan(KILLS / 12);
  saveCheckpoint(path, { w: tensor([1]) });
  expect(readdirSync(folder).filter((name) => name.includes('safetensors'))).toEqual(['model.safetensors']);
}, 60_000);
