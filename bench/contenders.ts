// Who may be measured here, and how each is started.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { ContenderCommand } from './contender';

export const KERNEL_SETS = ['reference', 'simd', 'blas'] as const;

export interface ContenderOptions {
  /** Threads for what can have several; all: as many as it likes. */
  readonly threads: number | 'all';
  /** A Python for PyTorch and NumPy, if not the first that has them. */
  readonly python?: string;
}

/** This project, with a kernel set; undefined: with the one that it comes with. */
export function pullback(set: string | undefined, { threads }: ContenderOptions): ContenderCommand {
  const { PULLBACK_KERNELS: _, ...environment } = threaded(threads);
  return {
    id: `pullback-${set ?? 'default'}`,
    title: `Pullback ${set ?? 'default'}`,
    command: node('contenders/pullback.ts', ['--expose-gc']),
    environment: set === undefined ? environment : { ...environment, PULLBACK_KERNELS: set },
  };
}

export function peers(options: ContenderOptions): readonly ContenderCommand[] {
  const environment = threaded(options.threads);
  const inNode = (id: string, title: string, file: string, argument: string): ContenderCommand => ({
    id,
    title,
    command: [...node(file), argument],
    environment,
  });
  const inPython = (id: string, title: string, file: string, module: string): ContenderCommand => ({
    id,
    title,
    command: [pythonWith(module, options.python), join(__dirname, file)],
    environment,
  });
  return [
    inNode('tfjs-cpu', 'TensorFlow.js cpu', 'peers/tfjs.ts', 'cpu'),
    inNode('tfjs-wasm', 'TensorFlow.js wasm', 'peers/tfjs.ts', 'wasm'),
    inNode('jax-eager', 'jax-js eager', 'peers/jax.ts', 'eager'),
    inNode('jax-jit', 'jax-js jit', 'peers/jax.ts', 'jit'),
    inPython('torch', 'PyTorch', 'peers/pytorch.py', 'torch'),
    inPython('numpy', 'NumPy by hand', 'peers/numpyByHand.py', 'numpy'),
  ];
}

/** Is `id` one of `names`, or of the family of one: `tfjs` for `tfjs-wasm`? */
export function isNamed(id: string, names: readonly string[]): boolean {
  return names.some((name) => id === name || id.startsWith(`${name}-`));
}

function node(file: string, flags: readonly string[] = []): [string, ...string[]] {
  return [process.execPath, ...flags, '-C', 'source', '-r', 'ts-node/register', join(__dirname, file)];
}

/** The machine's libraries of linear algebra read their number of threads from their environment. */
function threaded(threads: number | 'all'): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...process.env };
  for (const name of ['OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS', 'VECLIB_MAXIMUM_THREADS']) {
    if (threads === 'all') delete environment[name];
    else environment[name] = String(threads);
  }
  // No compiled files beside the sources.
  return { ...environment, PYTHONDONTWRITEBYTECODE: '1' };
}

/** The first Python that can import `module`, the system's before others; if there is none, the last, which says so. */
function pythonWith(module: string, given: string | undefined): string {
  const candidates = given === undefined ? ['/usr/bin/python3', 'python3'] : [given];
  const found = candidates.find((python) => spawnSync(python, ['-c', `import ${module}`]).status === 0);
  return found ?? candidates.at(-1)!;
}
