// The kernels of the machine's BLAS.

import { use } from '../kernelSets';
import { product } from '../products';
import { loadBlas } from './library';
import { blasMultiply } from './multiply';

export interface BlasOptions {
  /** The library, as a path or a name that the system's loader finds; the usual ones are tried if not given. */
  readonly path?: string;
  /** How many threads it may use; as many as it likes if not given. */
  readonly threads?: number;
}

/**
 * Puts the machine's BLAS to use for matrix products: OpenBLAS on Linux, Accelerate on macOS. It reads and writes typed arrays
 * where they lie. Sums run in the dtype of the operands, not in float64.
 * @throws Error if there is no BLAS, or it is told of threads and cannot set them; what was in use stays.
 */
export function useBlas({ path, threads }: BlasOptions = {}): void {
  const blas = loadBlas(path);
  if (threads !== undefined) {
    if (!Number.isInteger(threads) || threads < 1) {
      throw new Error(`useBlas: the number of threads is a whole number ≥ 1, got ${threads}.`);
    }
    if (blas.setThreads === undefined) {
      throw new Error(`useBlas: ${blas.path} lets nobody set its threads. Leave them out.`);
    }
    blas.setThreads(threads);
  }
  use({ name: `blas (${blas.path})`, kernels: { matmul: product(blasMultiply(blas)) } });
}
