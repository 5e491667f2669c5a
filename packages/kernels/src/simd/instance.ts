// Starts the WebAssembly binary that fits the machine. Synchronously: the kernels must be there when they are imported.

import { binaries } from './binaries.generated';
import { LinearMemory } from './linearMemory';
import { type Exports, webAssembly } from './webAssembly';

export interface Simd {
  readonly exports: Exports;
  readonly memory: LinearMemory;
  /** Whether a product and a sum are rounded as one, by a fused multiply-add. */
  readonly isFused: boolean;
}

/** The kernels, started, or why they cannot be. */
export function startSimd(): Simd | string {
  const engine = webAssembly();
  if (!engine) return 'there is no WebAssembly here';
  for (const [binary, isFused] of [[binaries.relaxed, true] as const, [binaries.simd, false] as const]) {
    const bytes = decode(binary);
    if (!engine.validate(bytes)) continue;
    try {
      const exports = new engine.Instance(new engine.Module(bytes)).exports as Exports;
      return { exports, memory: new LinearMemory(exports), isFused };
    } catch (error) {
      return `WebAssembly refuses to start the kernels here (${error instanceof Error ? error.message : error})`;
    }
  }
  return 'the WebAssembly here has no SIMD';
}

declare function atob(base64: string): string;

function decode(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
