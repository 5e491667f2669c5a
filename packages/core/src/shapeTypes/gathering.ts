// Shapes of what indices pick.

import type { ReplaceAxes } from './axes';
import type { HasUnknownRank, Shape } from './shape';

/** `S` with the axes of indices of shape `I` in place of axis `A`. */
export type Gathered<S extends Shape, I extends Shape, A> =
  HasUnknownRank<S> extends true
    ? Shape
    : HasUnknownRank<I> extends true
      ? Shape
      : A extends number
        ? number extends A
          ? Shape
          : ReplaceAxes<S, A, I>
        : never;
