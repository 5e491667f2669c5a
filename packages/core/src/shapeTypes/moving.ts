// Axes in another order, elements in other axes.

import type { AxesWithin } from './axes';
import type { HasUnknownRank, Shape } from './shape';

type Reversed<S extends Shape> = S extends readonly [infer N extends number, ...infer Rest extends Shape]
  ? readonly [...Reversed<Rest>, N]
  : readonly [];

type Permuted<S extends Shape, P extends Shape> = {
  readonly [I in keyof P]: `${P[I]}` extends keyof S ? S[`${P[I]}`] & number : number;
};

/** What an order of the axes of a shape must be besides: anything if it can be one, by its length and its axes. */
export type OrderOf<S extends Shape, P> = P extends Shape
  ? HasUnknownRank<S> extends true
    ? unknown
    : HasUnknownRank<P> extends true
      ? unknown
      : P['length'] extends S['length']
        ? AxesWithin<S, P>
        : { readonly [Axis in keyof S]: number }
  : unknown;

/** The shape with its axes in the order of `P`, or reversed if undefined. */
export type Transposed<S extends Shape, P> =
  HasUnknownRank<S> extends true ? Shape : P extends Shape ? Permuted<S, P> : Reversed<S>;

/** The shape that `reshape` was asked for; its -1, if any, is found when the code runs. */
export type Reshaped<T extends Shape> = { readonly [Axis in keyof T]: T[Axis] extends -1 ? number : T[Axis] };
