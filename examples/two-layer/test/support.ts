// What several tests of the example share.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../../..');

/** What a finished program left behind. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the demo from the repository root, as `npm run demo` does. */
export function runDemo(...args: readonly string[]): Promise<Run> {
  const child = spawn(
    process.execPath,
    ['-C', 'source', '-r', 'ts-node/register', 'examples/two-layer/main.ts', ...args],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    return () => Buffer.concat(chunks).toString('utf8');
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (status) => done({ status, stdout: stdout!(), stderr: stderr!() }));
  });
}

const folder = mkdtempSync(join(tmpdir(), 'two-layer-'));
let files = 0;
afterAll(() => rmSync(folder, { recursive: true }));

/** A CSV file of the given content, in a folder that is removed after the tests. */
export function csvFile(...lines: readonly string[]): string {
  return textFile(lines.map((line) => `${line}\n`).join(''));
}

/** A file of exactly the given content. */
export function textFile(content: string): string {
  const file = join(folder, `digits${++files}.csv`);
  writeFileSync(file, content);
  return file;
}

/** What `run` throws; compare it with `toStrictEqual`, which looks at the class and the whole message. */
export function errorOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('an error was expected, none was thrown');
}
