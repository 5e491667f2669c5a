// The kernels in use, and the sets that they can come from.

import type { KernelSet, Kernels } from './kernelSet';
import * as reference from './reference';
import { loadSimd } from './simd';

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
export function useSimd(): void {
  const set = loadSimd();
  if (typeof set === 'string') {
    throw new Error(`useSimd: WebAssembly with SIMD is required, but ${set}. Use the plain loops: useReference().`);
  }
  use(set);
}

/** The sets that `PULLBACK_KERNELS` can name. */
const sets: { readonly [name: string]: () => void } = { reference: useReference, simd: useSimd };

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
