// Starts the WebAssembly binary that fits the machine. Synchronously: the kernels must be there when they are imported.

import { binaries } from './binaries.generated';
import { LinearMemory } from './linearMemory';
import { type Engine, type Exports, webAssembly } from './webAssembly';

export interface Simd {
  readonly exports: Exports;
  readonly memory: LinearMemory;
  /** Whether a product and a sum are rounded as one, by a fused multiply-add. */
  readonly isFused: boolean;
}

/** The kernels, started, or why they cannot be. `mayFuse`: relaxed SIMD is asked for first. */
export function startSimd(mayFuse: boolean): Simd | string {
  const engine = webAssembly();
  if (!engine) return 'there is no WebAssembly here';
  try {
    const relaxed = mayFuse ? allowingRelaxed(() => start(engine, binaries.relaxed)) : null;
    if (relaxed) return { ...relaxed, isFused: true };
    const plain = start(engine, binaries.simd);
    return plain ? { ...plain, isFused: false } : 'the WebAssembly here has no SIMD';
  } catch (error) {
    return `WebAssembly refuses to start the kernels here (${error instanceof Error ? error.message : error})`;
  }
}

/** The binary, started; null if the engine does not know all of its instructions. */
function start(engine: Engine, binary: string): Omit<Simd, 'isFused'> | null {
  const bytes = decode(binary);
  if (!engine.validate(bytes)) return null;
  const exports = new engine.Instance(new engine.Module(bytes)).exports as Exports;
  return { exports, memory: new LinearMemory(exports) };
}

interface Process {
  readonly versions?: { readonly v8?: string };
  readonly execArgv?: readonly string[];
  readonly env?: { readonly NODE_OPTIONS?: string };
  getBuiltinModule?(name: 'node:v8'): { setFlagsFromString(flag: string): void } | undefined;
}

/**
 * The V8 of Node 20 has relaxed SIMD as the standard has it, but behind a flag, which the next version dropped. The flag is
 * set while `start` runs, and taken back: modules keep what they were compiled with. Who has set it himself is left alone.
 */
function allowingRelaxed<T>(start: () => T | null): T | null {
  const started = start();
  const { process } = globalThis as { process?: Process };
  if (started || !process?.versions?.v8?.startsWith('11.3.')) return started;
  if (`${process.execArgv} ${process.env?.NODE_OPTIONS}`.includes('wasm-relaxed-simd')) return null;
  const v8 = process.getBuiltinModule?.('node:v8');
  v8?.setFlagsFromString('--experimental-wasm-relaxed-simd');
  try {
    return start();
  } finally {
    v8?.setFlagsFromString('--no-experimental-wasm-relaxed-simd');
  }
}

declare function atob(base64: string): string;

function decode(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
