import fs, {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random, type Tensor, tensor } from '@pullback/core';
import { CheckpointError, encodeSafetensors } from '@pullback/nn';
import { loadCheckpoint, saveCheckpoint } from '@pullback/nn/node';
import { safetensors } from './safetensorsSupport';
import { errorOf, untyped } from './support';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkpoints-'));
  path = join(folder, 'model.safetensors');
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const OLD = { w: tensor([1, 2, 3]) };
const NEW = { w: tensor([4, 5, 6]), v: tensor(Float64Array.of(7)) };

/** What is in the folder, and what the checkpoint there holds. */
const state = () => ({ files: readdirSync(folder), tensors: { ...loadCheckpoint(path).tensors } });
const FILES = ['model.safetensors'];

it('what is saved is what encodeSafetensors gives, and is loaded as it was', () => {
  const random = new Random(1);
  const tensors = { w: random.normal([50, 7]), v: random.normal([0]), u: random.normal([], { dtype: 'float64' }) };
  saveCheckpoint(path, tensors, { epoch: '3' });
  expect(Uint8Array.from(readFileSync(path))).toEqual(encodeSafetensors(tensors, { epoch: '3' }));
  const { tensors: loaded, metadata } = loadCheckpoint(path);
  expect({ ...loaded }).toEqual(tensors);
  expect({ ...metadata }).toEqual({ epoch: '3' });
});

it('a checkpoint takes the place of the one before it, and leaves nothing else behind', () => {
  saveCheckpoint(path, OLD);
  saveCheckpoint(path, NEW);
  expect(state()).toEqual({ files: FILES, tensors: NEW });
});

it('the data are on the disk before the name changes, and the name is before saveCheckpoint returns', () => {
  const calls: string[] = [];
  for (const name of ['writeSync', 'fsyncSync', 'renameSync', 'closeSync'] as const) {
    const original = untyped<(...args: unknown[]) => unknown>(fs[name]);
    jest.spyOn(fs, name).mockImplementation(
      untyped((...args: unknown[]) => {
        calls.push(name);
        return original(...args);
      }),
    );
  }
  saveCheckpoint(path, OLD);
  expect(calls).toEqual(['writeSync', 'writeSync', 'fsyncSync', 'closeSync', 'renameSync', 'fsyncSync', 'closeSync']);
});

it('bytes that the system takes in small pieces all arrive', () => {
  const write = untyped<(file: number, bytes: Uint8Array, from: number, count: number) => number>(fs.writeSync);
  const read = untyped<(file: number, bytes: Uint8Array, to: number, count: number, at: number) => number>(fs.readSync);
  jest
    .spyOn(fs, 'writeSync')
    .mockImplementation(
      untyped((file: number, bytes: Uint8Array, from: number, count: number) =>
        write(file, bytes, from, Math.min(count, 3)),
      ),
    );
  jest
    .spyOn(fs, 'readSync')
    .mockImplementation(
      untyped((file: number, bytes: Uint8Array, to: number, count: number, at: number) =>
        read(file, bytes, to, Math.min(count, 5), at),
      ),
    );
  saveCheckpoint(path, NEW);
  expect(state()).toEqual({ files: FILES, tensors: NEW });
});

it.each(['writeSync', 'fsyncSync', 'renameSync', 'closeSync'] as const)(
  'where %s fails, the old checkpoint is as it was, and nothing is left behind',
  (name) => {
    saveCheckpoint(path, OLD);
    const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    jest.spyOn(fs, name).mockImplementationOnce(() => {
      throw full;
    });
    const error = errorOf(() => saveCheckpoint(path, NEW));
    jest.restoreAllMocks();
    const reason = 'it cannot be written: the disk is full.';
    expect(error).toStrictEqual(new CheckpointError('saveCheckpoint', reason, { path, cause: full }));
    expect(error).toMatchObject({ message: `saveCheckpoint: '${path}': ${reason}`, path, cause: full });
    expect(state()).toEqual({ files: FILES, tensors: OLD });
  },
);

it('what cannot be written leaves the old checkpoint as it was', () => {
  saveCheckpoint(path, OLD);
  expect(String(errorOf(() => saveCheckpoint(path, { w: untyped<Tensor>(1) })))).toBe(
    'DTypeError: saveCheckpoint: "w" must be a tensor, got 1.',
  );
  expect(state()).toEqual({ files: FILES, tensors: OLD });
});

it('two temporary files never have one name, and an old one is not in the way', () => {
  writeFileSync(`${path}.tmp`, 'of somebody else');
  const names = new Set<unknown>();
  const rename = fs.renameSync;
  jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    names.add(from);
    rename(from, to);
  });
  for (let i = 0; i < 5; i++) saveCheckpoint(path, OLD);
  expect(names.size).toBe(5);
  expect(readFileSync(`${path}.tmp`, 'utf8')).toBe('of somebody else');
});

it('the file where a link leads is replaced, not the link', () => {
  mkdirSync(join(folder, 'runs'));
  const target = join(folder, 'runs', 'model.safetensors');
  saveCheckpoint(target, OLD);
  symlinkSync(target, path);
  saveCheckpoint(path, NEW);
  expect([readdirSync(folder), readdirSync(join(folder, 'runs'))]).toEqual([[...FILES, 'runs'], FILES]);
  expect({ ...loadCheckpoint(target).tensors }).toEqual(NEW);
});

it('who may read the file stays as it was', () => {
  saveCheckpoint(path, OLD);
  chmodSync(path, 0o600);
  saveCheckpoint(path, NEW);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it.each([
  ['a folder', () => folder, 'it cannot be written: it is a folder.'],
  [
    'a folder that is not there',
    () => join(folder, 'a', 'b'),
    'it cannot be written: there is no such file or folder.',
  ],
])('does not save to %s', (_, pathOf, reason) => {
  const error = errorOf(() => saveCheckpoint(pathOf(), OLD));
  expect(error).toBeInstanceOf(CheckpointError);
  expect(error).toMatchObject({ message: `saveCheckpoint: '${pathOf()}': ${reason}`, path: pathOf() });
  expect(existsSync(folder) && readdirSync(folder)).toEqual([]);
});

it.each([
  ['a folder', () => folder, 'it must be a file, got a folder or a device.'],
  ['a file that is not there', () => path, 'it cannot be read: there is no such file or folder.'],
  ['a device without an end', () => '/dev/zero', 'it must be a file, got a folder or a device.'],
  [
    'a file in place of a folder',
    () => join(__filename, 'a'),
    'it cannot be read: a part of its path is not a folder.',
  ],
])('does not load %s', (_, pathOf, reason) => {
  const error = errorOf(() => loadCheckpoint(pathOf()));
  expect(error).toBeInstanceOf(CheckpointError);
  expect(error).toMatchObject({ message: `loadCheckpoint: '${pathOf()}': ${reason}`, path: pathOf() });
});

it.each([
  ['loadCheckpoint', () => loadCheckpoint(untyped(undefined))],
  ['saveCheckpoint', () => saveCheckpoint(untyped(undefined), OLD)],
])('%s takes a path only', (op, run) => {
  expect(errorOf(run)).toStrictEqual(new CheckpointError(op, 'a path must be a string, got undefined.'));
});

it('a wrong file is refused for the same reason as its bytes, with its path and tensor', () => {
  writeFileSync(path, safetensors({ w: { dtype: 'F32', shape: [2], data_offsets: [0, 4] } }, '00000000'));
  const reason = 'tensor "w", bytes 0 to 4, must have 8 by its shape and dtype.';
  expect(errorOf(() => loadCheckpoint(path))).toStrictEqual(
    new CheckpointError('loadCheckpoint', reason, { path, tensor: 'w' }),
  );
});

it('a file that is cut short anywhere is refused', () => {
  const bytes = encodeSafetensors(NEW);
  for (let length = 0; length < bytes.length; length++) {
    writeFileSync(path, bytes.subarray(0, length));
    expect(errorOf(() => loadCheckpoint(path))).toBeInstanceOf(CheckpointError);
  }
});

it('a file that shrinks while it is read is refused', () => {
  saveCheckpoint(path, OLD);
  jest.spyOn(fs, 'readSync').mockReturnValue(0);
  expect(errorOf(() => loadCheckpoint(path))).toMatchObject({
    message: `loadCheckpoint: '${path}': the file ended at byte 0 while it was read.`,
  });
});
