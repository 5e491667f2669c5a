// Axes merged, removed, and made longer.

import type { AxisOf, NegativeOf, Reduced } from './axes';
import type { HasUnknownRank, Shape } from './shape';

/** `S` with the axes from `A` on as one. */
export type Flattened<S extends Shape, A> =
  HasUnknownRank<S> extends true ? Shape : number extends A ? Shape : MergeFrom<S, A>;

type MergeFrom<S extends Shape, A, Seen extends readonly unknown[] = readonly []> = S extends readonly [
  infer N extends number,
  ...infer Rest extends Shape,
]
  ? A extends Seen['length'] | NegativeOf<S['length']>
    ? readonly [Rest extends readonly [] ? N : number]
    : readonly [N, ...MergeFrom<Rest, A, readonly [...Seen, unknown]>]
  : readonly [1];

/** The axes that are of size 1, as far as is known. */
type OnesOf<S extends Shape, Seen extends readonly unknown[] = readonly []> = S extends readonly [
  infer N extends number,
  ...infer Rest extends Shape,
]
  ?
      | (number extends N ? SeenAxis<S, Seen> : N extends 1 ? SeenAxis<S, Seen> : never)
      | OnesOf<Rest, readonly [...Seen, unknown]>
  : never;

/** The first axis of `S`, as counted from the first of `Seen` and from the last. */
type SeenAxis<S extends Shape, Seen extends readonly unknown[]> = Seen['length'] | NegativeOf<S['length']>;

/** `A` where its axes may be of size 1, else axes that are. */
export type Squeezes<S extends Shape, A> =
  HasUnknownRank<S> extends true
    ? A
    : number extends AxisOf<A>
      ? A
      : AxisOf<A> extends OnesOf<S> | undefined
        ? A
        : A extends number
          ? OnesOf<S>
          : readonly OnesOf<S>[];

/** `S` without `A`, or without every axis of size 1 if undefined. */
export type Squeezed<S extends Shape, A> = A extends undefined ? WithoutOnes<S> : Reduced<S, A, false>;

type WithoutOnes<S extends Shape> =
  HasUnknownRank<S> extends true
    ? Shape
    : number extends S[number]
      ? Shape
      : S extends readonly [infer N extends number, ...infer Rest extends Shape]
        ? readonly [...(N extends 1 ? readonly [] : readonly [N]), ...WithoutOnes<Rest>]
        : readonly [];

/** `R` where it has one entry for each axis, else as many. */
export type PerAxis<S extends Shape, R extends readonly unknown[], Entry> =
  HasUnknownRank<S> extends true
    ? R
    : number extends R['length']
      ? R
      : R['length'] extends S['length']
        ? R
        : { readonly [Axis in keyof S]: Entry };

/** How much to add before and after an axis. */
export type Padding = readonly [before: number, after: number];

type SameOnly<S extends Shape, R extends readonly unknown[], Nothing> =
  HasUnknownRank<S> extends true
    ? Shape
    : { readonly [I in keyof S]: I extends keyof R ? (R[I] extends Nothing ? S[I] : number) : number };

/** The shape that repeats along each axis give: where there is but one, the size stays. */
export type Tiled<S extends Shape, R extends readonly number[]> = SameOnly<S, R, 1>;

/** The shape that padding gives: where there is none, the size stays. */
export type Padded<S extends Shape, P extends readonly Padding[]> = SameOnly<S, P, readonly [0, 0]>;
