// What initializers and layers require of their arguments.

import {
  type DType,
  DTypeError,
  describe,
  isFloat,
  PullbackError,
  Random,
  type Shape,
  ShapeError,
} from '@pullback/core';

/** @throws PullbackError unless there is a generator among the options. */
export function checkRandom(name: string, options: { readonly random?: Random } | undefined): void {
  const random: unknown = options?.random;
  if (random instanceof Random) return;
  throw new PullbackError(
    `${name}: a generator is required, got ${describe(random)}. Pass one: { random: new Random(seed) }.`,
  );
}

/** @throws PullbackError unless `value` is a finite number. */
export function checkFinite(name: string, what: string, value: unknown): void {
  if (Number.isFinite(value)) return;
  throw new PullbackError(`${name}: ${what} must be a finite number, got ${describe(value)}.`);
}

/** @throws DTypeError unless it is a float dtype. */
export function checkFloat(name: string, dtype: DType): void {
  if (!isFloat(dtype)) throw new DTypeError(`${name}: float32 or float64 is required, got ${dtype}.`);
}

/**
 * What every initializer requires.
 * @throws ShapeError unless a shape comes first.
 * @throws PullbackError unless there is a generator among the options.
 */
export function checkInitializer(name: string, shape: Shape, options: { readonly random?: Random } | undefined): void {
  if (!Array.isArray(shape)) {
    throw new ShapeError(
      `${name}: a shape, an array of sizes, comes first, got ${describe(shape)}. With options of its own an initializer is ` +
        `written (shape, options) => ${name}(shape, { ...options, … }).`,
    );
  }
  checkRandom(name, options);
}
