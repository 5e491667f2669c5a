// The machine's BLAS, called where it lies: koffi hands it pointers into typed arrays, nothing is copied.

import type { LibraryHandle, load } from 'koffi';

type Gemm = (
  order: number,
  transposeA: number,
  transposeB: number,
  rows: number,
  columns: number,
  inner: number,
  alpha: number,
  a: Float32Array | Float64Array,
  aStride: number,
  b: Float32Array | Float64Array,
  bStride: number,
  beta: number,
  c: Float32Array | Float64Array,
  cStride: number,
) => void;

type Axpy = (
  count: number,
  alpha: number,
  x: Float32Array | Float64Array,
  xStep: number,
  y: Float32Array | Float64Array,
  yStep: number,
) => void;

/** What Pullback calls of it. */
export interface Blas {
  readonly path: string;
  readonly sgemm: Gemm;
  readonly dgemm: Gemm;
  readonly saxpy: Axpy;
  readonly daxpy: Axpy;
  /** Undefined if the library lets nobody set it. Without a count: as many as when it was loaded. */
  readonly setThreads: ((count?: number) => void) | undefined;
}

/** Where BLAS lies on each platform, the fastest first. */
const CANDIDATES: Readonly<Record<string, readonly string[]>> = {
  linux: ['libopenblas.so.0', 'libopenblas.so', 'libmkl_rt.so', 'libblas.so.3'],
  darwin: [
    '/System/Library/Frameworks/Accelerate.framework/Accelerate',
    '/opt/homebrew/opt/openblas/lib/libopenblas.dylib',
    'libopenblas.dylib',
  ],
  win32: ['libopenblas.dll', 'openblas.dll'],
};

/** How to get one, on each platform. */
const ADVICE: Readonly<Record<string, string>> = {
  linux: 'Install one, on Debian by apt-get install libopenblas0-pthread',
  darwin: 'macOS has one, Accelerate; or install OpenBLAS by brew install openblas',
  win32: 'Install OpenBLAS',
};

/** Libraries by path, each loaded once: it remembers how many threads it had at first. */
const loaded = new Map<string, Blas>();

/** @throws Error if koffi or the library is not there. */
export function loadBlas(path: string | undefined): Blas {
  const ffi = loadKoffi();
  const tried = path === undefined ? (CANDIDATES[process.platform] ?? []) : [path];
  const failures: string[] = [];
  for (const candidate of tried) {
    try {
      const blas = loaded.get(candidate) ?? bind(ffi.load(candidate), candidate);
      loaded.set(candidate, blas);
      return blas;
    } catch (error) {
      failures.push(`${candidate} (${(error as Error).message})`);
    }
  }
  throw new Error(
    `useBlas: a BLAS library is required, found none: ${failures.join('; ') || `none is known for ${process.platform}`}. ` +
      `${ADVICE[process.platform] ?? 'Install OpenBLAS'}, or give its path: useBlas({ path }).`,
  );
}

function loadKoffi(): { readonly load: typeof load } {
  try {
    return require('koffi') as { readonly load: typeof load };
  } catch (error) {
    throw new Error(
      'useBlas: the package koffi is required, which calls native libraries, and could not be loaded ' +
        `(${(error as Error).message.split('\n')[0]}). Install it: npm install koffi.`,
    );
  }
}

function bind(library: LibraryHandle, path: string): Blas {
  const gemm = (name: string, real: string): Gemm =>
    library.func(
      `void ${name}(int order, int transposeA, int transposeB, int rows, int columns, int inner, ${real} alpha, ` +
        `const void *a, int aStride, const void *b, int bStride, ${real} beta, void *c, int cStride)`,
    ) as unknown as Gemm;
  const axpy = (name: string, real: string): Axpy =>
    library.func(
      `void ${name}(int count, ${real} alpha, const void *x, int xStep, void *y, int yStep)`,
    ) as unknown as Axpy;
  return {
    path,
    sgemm: gemm('cblas_sgemm', 'float'),
    dgemm: gemm('cblas_dgemm', 'double'),
    saxpy: axpy('cblas_saxpy', 'float'),
    daxpy: axpy('cblas_daxpy', 'double'),
    setThreads: threadSetter(library),
  };
}

/** What the libraries call the functions that set the number of threads, and tell it. */
const THREADS = [
  ['openblas_set_num_threads', 'openblas_get_num_threads'],
  ['MKL_Set_Num_Threads', 'MKL_Get_Max_Threads'],
] as const;

function threadSetter(library: LibraryHandle): Blas['setThreads'] {
  for (const [setter, getter] of THREADS) {
    try {
      const set = library.func(`void ${setter}(int count)`) as unknown as (count: number) => void;
      const get = library.func(`int ${getter}()`) as unknown as () => number;
      const atFirst = get();
      return (count = atFirst) => set(count);
    } catch {
      // Not that one.
    }
  }
  return undefined;
}
