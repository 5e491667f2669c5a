// What several tests of nn share.

import { Parameter, type Tensor, tensor } from '@pullback/core';

/** Numbers as float64; the type does not say how many there are. */
export function float64(elements: number | readonly number[] | readonly (readonly number[])[]): Tensor {
  return tensor(elements, { dtype: 'float64' });
}

/** A float64 parameter. */
export function parameter(
  elements: number | readonly number[] | readonly (readonly number[])[],
  name?: string,
): Parameter {
  return new Parameter(float64(elements), name);
}

/** A value that the types forbid, as plain JavaScript would pass it. */
export function untyped<T>(value: unknown): T {
  return value as T;
}

/** What `run` throws; compare it with `toStrictEqual`, which looks at the class and the whole message. */
export function errorOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('an error was expected, none was thrown');
}
