// The kernels in use, and the sets that they can come from.

import * as reference from './reference';

/** Every kernel by name. The reference defines what is right; other sets implement the same names. */
export type Kernels = { readonly [Name in keyof typeof reference]: (typeof reference)[Name] };

/** A set of kernels. Those that it lacks are the reference's. */
export interface KernelSet {
  /** What `kernels.name` says while it is in use. */
  readonly name: string;
  readonly kernels: Partial<Kernels>;
}

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
