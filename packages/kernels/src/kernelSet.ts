// What a set of kernels is.

import type * as reference from './reference';

/** Every kernel by name. The reference defines what is right; other sets implement the same names. */
export type Kernels = { readonly [Name in keyof typeof reference]: (typeof reference)[Name] };

/** A set of kernels. Those that it lacks are the reference's. */
export interface KernelSet {
  /** What `kernels.name` says while it is in use. */
  readonly name: string;
  readonly kernels: Partial<Kernels>;
}
