// The kernels in use, and the sets that they can come from.

import { type BlasOptions, blasSet } from './blas';
import type { KernelSet, Kernels } from './kernelSet';
import * as reference from './reference';
import { loadSimd, type SimdOptions } from './simd';

const chosen = { name: 'reference', ...reference };

/** The kernels in use, and the name of their set. They may change: look each up when it is called. */
export const kernels: Kernels & { readonly name: string } = chosen;

/** Puts a set to use, for all that is computed from now on. */
export function use({ name, kernels }: KernelSet): void {
  Object.assign(chosen, reference, kernels, { name });
}

/** Puts the plain loops to use that define what is right. */
export function useReference(): void {
  use({ name: 'reference', kernels: {} });
}

/**
 * Puts the kernels in WebAssembly SIMD to use.
 * @throws Error if they cannot run here.
 */
export function useSimd(options: SimdOptions = {}): void {
  const set = loadSimd(options);
  if (typeof set === 'string') {
    throw new Error(`useSimd: WebAssembly with SIMD is required, but ${set}. Use the plain loops: useReference().`);
  }
  use(set);
}

/**
 * Puts the machine's BLAS to use for matrix products, OpenBLAS on Linux, Accelerate on macOS, and WebAssembly SIMD, where it can
 * run, for the rest. BLAS reads and writes typed arrays where they lie. Its sums run in the dtype of the operands, not in
 * float64.
 * @throws Error if there is no BLAS, or it is told of threads and cannot set them; what was in use stays.
 */
export function useBlas(options: BlasOptions = {}): void {
  const simd = loadSimd();
  use(blasSet(options, typeof simd === 'string' ? {} : simd.kernels));
}

/** The sets that `PULLBACK_KERNELS` can name. */
const sets: { readonly [name: string]: () => void } = {
  reference: useReference,
  simd: () => useSimd(),
  blas: () => useBlas(),
};

let note: string | null = null;

/** Why the plain loops are in use where nobody asked for them; null if they are not. */
export function kernelsNote(): string | null {
  return note;
}

/** The set that the environment names, else the fastest that needs nothing installed. */
function useInitial(): void {
  const { process } = globalThis as { process?: { env?: { PULLBACK_KERNELS?: string } } };
  const name = process?.env?.PULLBACK_KERNELS;
  if (!name) {
    const set = loadSimd();
    if (typeof set === 'string') note = `The reference kernels are in use, since ${set}.`;
    else use(set);
    return;
  }
  if (!Object.hasOwn(sets, name)) {
    throw new Error(`PULLBACK_KERNELS: must be one of ${Object.keys(sets).join(', ')}, got '${name}'.`);
  }
  sets[name]!();
}

useInitial();
