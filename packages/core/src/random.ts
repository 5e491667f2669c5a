// Randomness comes from a generator that the caller makes and hands on: same seed, same numbers.

import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { allocate } from './allocate';
import type { CreateOptions } from './create';
import { describe } from './describe';
import { DEFAULT_DTYPE, type DType, isFloat } from './dtype';
import { DTypeError, PullbackError } from './errors';
import { checkedShape, sizeOf } from './shape';
import type { Shape } from './shapeTypes';
import { Tensor } from './tensor';

/** Draws thrown away at the start, until the few bits of the seed have spread over the state. */
const WARM_UP = 64;

/** A seeded source of random numbers (xoroshiro128+). */
export class Random {
  private bits;

  /** @throws PullbackError unless the seed is a whole number from 0 to 2³² - 1. */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
      throw new PullbackError(`Random: a seed is a whole number from 0 to 2³² - 1, got ${seed}.`);
    }
    this.bits = xoroshiro128plus(scramble(seed));
    for (let i = 0; i < WARM_UP; i++) this.bits.next();
  }

  /** A number ≥ 0 and < 1. */
  next(): number {
    return uniformFloat64(this.bits);
  }

  /** A whole number ≥ `low` and < `high`. */
  integer(low: number, high: number): number {
    if (!Number.isInteger(low) || !Number.isInteger(high) || low >= high) {
      throw new PullbackError(`integer: whole numbers low < high are required, got ${low} and ${high}.`);
    }
    return uniformInt(this.bits, low, high - 1);
  }

  /**
   * Independent draws, uniform: ≥ `low` (0) and < `high` (1).
   * @throws PullbackError unless `low < high`.
   */
  uniform<const S extends Shape>(
    shape: S,
    {
      low = 0,
      high = 1,
      dtype = DEFAULT_DTYPE,
    }: CreateOptions & { readonly low?: number; readonly high?: number } = {},
  ): Tensor<S> {
    const rounded = dtype === 'float32' ? Math.fround : Number;
    if (
      typeof low !== 'number' ||
      typeof high !== 'number' ||
      !(rounded(low) < rounded(high) && high - low < Infinity)
    ) {
      throw new PullbackError(
        `uniform: finite numbers low < high are required, got ${describe(low)} and ${describe(high)}.`,
      );
    }
    // Rounding can take the first numbers below `low`, and the last up to `high`: draw again.
    const next = (): number => {
      for (;;) {
        const value = rounded(low + (high - low) * this.next());
        if (value >= low && value < high) return value;
      }
    };
    return this.draw('uniform', shape, dtype, next);
  }

  /** Independent draws from the normal distribution of the given mean (0) and standard deviation (1). */
  normal<const S extends Shape>(
    shape: S,
    {
      mean = 0,
      deviation = 1,
      dtype = DEFAULT_DTYPE,
    }: CreateOptions & { readonly mean?: number; readonly deviation?: number } = {},
  ): Tensor<S> {
    if (!Number.isFinite(mean) || !Number.isFinite(deviation) || deviation < 0) {
      throw new PullbackError(
        `normal: a finite mean and a deviation ≥ 0 are required, got ${describe(mean)} and ${describe(deviation)}.`,
      );
    }
    return this.draw('normal', shape, dtype, () => mean + deviation * this.nextNormal());
  }

  /** The numbers 0 … `count` - 1 in random order (Fisher–Yates). */
  permutation(count: number): number[] {
    checkedShape('permutation', [count]);
    const order = Array.from({ length: count }, (_, i) => i);
    for (let i = count - 1; i > 0; i--) {
      const j = this.integer(0, i + 1);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return order;
  }

  /** What a later `setState` or `restore` continues from. */
  getState(): readonly number[] {
    return this.bits.getState();
  }

  /** Goes on where the generator of this state stood. */
  setState(state: readonly number[]): void {
    this.bits = xoroshiro128plusFromState(state);
  }

  /** A generator that goes on where the one of this state stood. */
  static restore(state: readonly number[]): Random {
    const random = new Random(0);
    random.setState(state);
    return random;
  }

  /** Box–Muller; its second number is not kept, so that the state is the generator's alone. */
  private nextNormal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return radius * Math.cos(2 * Math.PI * this.next());
  }

  private draw<S extends Shape>(op: string, shape: S, dtype: DType, next: () => number): Tensor<S> {
    if (!isFloat(dtype)) throw new DTypeError(`${op}: float32 or float64 is required, got ${dtype}.`);
    const checked = checkedShape(op, shape);
    const data = allocate(dtype, sizeOf(checked));
    for (let i = 0; i < data.length; i++) data[i] = next();
    return new Tensor(data, checked, dtype);
  }
}

/**
 * A seed whose bits all depend on all bits of the given one. Generators of this family are linear: without it, seeds that
 * differ in one bit would give sequences that differ by one pattern. The mixing is `lowbias32` (C. Wellons, Hash
 * Prospector), with the constants that its later search found.
 */
function scramble(seed: number): number {
  let bits = seed >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
}
