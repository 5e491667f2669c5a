// The kernels of the machine's BLAS.

import type { KernelSet, Kernels } from '../kernelSet';
import { product } from '../products';
import { addScaled } from '../reference/binary';
import { blasAddScaled } from './addScaled';
import { loadBlas } from './library';
import { blasMultiply } from './multiply';

export interface BlasOptions {
  /** The library, as a path or a name that the system's loader finds; the usual ones are tried if not given. */
  readonly path?: string;
  /** How many threads it may use; as many as it chose when it was loaded if not given. */
  readonly threads?: number;
}

/**
 * Matrix products and scaled sums by BLAS, the other kernels as given.
 * @throws Error if there is no BLAS, or it is told of threads and cannot set them.
 */
export function blasSet({ path, threads }: BlasOptions, others: Partial<Kernels>): KernelSet {
  const blas = loadBlas(path);
  if (threads !== undefined) {
    if (!Number.isInteger(threads) || threads < 1) {
      throw new Error(`useBlas: the number of threads is a whole number ≥ 1, got ${threads}.`);
    }
    if (blas.setThreads === undefined) {
      throw new Error(`useBlas: ${blas.path} lets nobody set its threads. Leave them out.`);
    }
  }
  blas.setThreads?.(threads);
  const kernels = {
    ...others,
    addScaled: blasAddScaled(blas, others.addScaled ?? addScaled),
    matmul: product(blasMultiply(blas)),
  };
  return { name: `blas (${blas.path})`, kernels };
}
