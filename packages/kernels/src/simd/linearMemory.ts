// The memory of the WebAssembly instance: operands are copied in, results out. It grows to the largest call, and stays.

import type { NdArray, TypedArray } from '../ndArray';
import type { Exports, Memory } from './webAssembly';

const PAGE = 65536;
/** A call that needs more is left to the reference. */
const MOST_BYTES = 2 ** 30;

export class LinearMemory {
  /** Room for the kernels' own intermediate values. */
  readonly workspace: number;
  /** Where the room for operands and results begins. */
  readonly start: number;
  readonly #memory: Memory;
  #floats: Float32Array;
  #doubles: Float64Array;

  constructor({ memory, heapStart, workspaceBytes }: Exports) {
    this.workspace = aligned(heapStart.value);
    this.start = aligned(this.workspace + workspaceBytes.value);
    this.#memory = memory;
    this.#floats = new Float32Array(memory.buffer);
    this.#doubles = new Float64Array(memory.buffer);
  }

  /** Whether there is room up to the place `last`, now or after growing. */
  reserve(last: number): boolean {
    // A margin, since the last tile of a product may read further than its operand reaches.
    const end = last + PAGE;
    const size = this.#memory.buffer.byteLength;
    if (end <= size) return true;
    if (end > MOST_BYTES) return false;
    try {
      this.#memory.grow(Math.ceil((end - size) / PAGE));
    } catch {
      return false;
    }
    this.#floats = new Float32Array(this.#memory.buffer);
    this.#doubles = new Float64Array(this.#memory.buffer);
    return true;
  }

  /** Copies floats to the place `at`, in bytes: all of `x`, or those from `first` to before `end`. */
  write(x: TypedArray, at: number, first = 0, end = x.length): void {
    const part = end - first === x.length ? x : x.subarray(first, end);
    if (part instanceof Float32Array) this.#floats.set(part, at / 4);
    else this.#doubles.set(part, at / 8);
  }

  /** Writes integers of 32 bits from the place `at` on. */
  writeIntegers(values: readonly number[], at: number): void {
    new Int32Array(this.#memory.buffer, at, values.length).set(values);
  }

  /** Writes zeros. */
  clear(at: number, bytes: number): void {
    new Uint8Array(this.#memory.buffer, at, bytes).fill(0);
  }

  /** Copies floats from the place `at`, in bytes: all that `out` holds, or its elements from `first` to before `end`. */
  read(at: number, out: TypedArray, first = 0, end = out.length): void {
    const count = end - first;
    if (out instanceof Float32Array) out.set(this.#floats.subarray(at / 4, at / 4 + count), first);
    else out.set(this.#doubles.subarray(at / 8, at / 8 + count), first);
  }
}

/** The next place at which a cache line begins. */
export function aligned(place: number): number {
  return Math.ceil(place / 64) * 64;
}

/** Whether an array can be copied here. */
export function isOfFloats({ data }: NdArray): boolean {
  return data instanceof Float32Array || data instanceof Float64Array;
}
