// Joining and splitting. What changes along an axis is `number`.

import type { Tensor } from '../tensor';
import type { AllUnknown, AreKnown, AxesWithin, NegativeOf, ReplaceAxes } from './axes';
import type { SameSizes } from './broadcasting';
import type { HasUnknownRank, Shape } from './shape';

/** `S` with size `N` along axis `A`, if any. */
type WithSize<S extends Shape, A, N extends number> = A extends undefined
  ? S
  : HasUnknownRank<S> extends true
    ? Shape
    : AreKnown<A> extends true
      ? ReplaceAxes<S, A, readonly [N]>
      : AllUnknown<S>;

/** The shape of the first tensor of a list. */
export type FirstShape<Ts extends readonly Tensor[]> = Ts extends readonly [Tensor<infer S>, ...(readonly unknown[])]
  ? S
  : Ts[number] extends Tensor<infer S>
    ? S
    : Shape;

/** What tensors must be besides, to have the sizes of the first, but for axis `A`. */
export type Joinable<Ts extends readonly Tensor[], A = undefined> = {
  readonly [I in keyof Ts]: Ts[I] extends Tensor<infer S> ? FitsBeside<FirstShape<Ts>, S, A> : never;
};

type FitsBeside<First extends Shape, S extends Shape, A> =
  HasUnknownRank<First> extends true
    ? unknown
    : HasUnknownRank<S> extends true
      ? unknown
      : WithSize<S, A, number> extends SameSizes<WithSize<First, A, number>, WithSize<S, A, number>>
        ? unknown
        : Tensor<WithSize<First, A, number>>;

/** The shape of tensors joined along axis `A`. */
export type Concatenated<Ts extends readonly Tensor[], A> = WithSize<FirstShape<Ts>, A, number>;

/** The shape of tensors laid on each other along a new axis `A`. */
export type Stacked<Ts extends readonly Tensor[], A> = Expanded<FirstShape<Ts>, A, Ts['length']>;

/** `S` with new axes of size `N` in the places that `A` names in the result. */
export type Expanded<S extends Shape, A, N extends number = 1> =
  HasUnknownRank<S> extends true
    ? Shape
    : A extends number
      ? number extends A
        ? AllUnknown<readonly [...S, N]>
        : InsertAxes<S, A, N, readonly [...S, N]>
      : A extends readonly number[]
        ? AreKnown<A> extends true
          ? InsertAxes<S, A[number], N, readonly [...S, ...A]>
          : Shape
        : never;

/** `Ahead` is as long as the result from here on. */
type InsertAxes<
  S extends Shape,
  Axis,
  N extends number,
  Ahead extends readonly unknown[],
  Seen extends readonly unknown[] = readonly [],
> = Ahead extends readonly [unknown, ...infer Next]
  ? Seen['length'] | NegativeOf<Ahead['length']> extends infer Here
    ? [Extract<Axis, Here>] extends [never]
      ? S extends readonly [infer M extends number, ...infer Rest extends Shape]
        ? readonly [M, ...InsertAxes<Rest, Axis, N, Next, readonly [...Seen, unknown]>]
        : readonly []
      : readonly [N, ...InsertAxes<S, Axis, N, Next, readonly [...Seen, unknown]>]
    : never
  : readonly [];

/** `A` where its axes lie in the shape that `S` has with them, else an axis that does. */
export type NewAxesWithin<S extends Shape, A> =
  HasUnknownRank<S> extends true ? A : AxesWithin<readonly [...S, ...(A extends Shape ? A : readonly [1])], A>;

/** The parts of a shape divided along axis `A`: of the sizes `P`, or as many as `P`. */
export type Parts<S extends Shape, P, A> = P extends readonly number[]
  ? { readonly [I in keyof P]: Part<S, P[I], A> }
  : P extends Few
    ? Repeat<Tensor<WithSize<S, A, number>>, P>
    : readonly Tensor<WithSize<S, A, number>>[];

type Part<S extends Shape, N, A> = N extends number ? Tensor<WithSize<S, A, N>> : never;

/** As many parts as have a type each. */
type Few = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

type Repeat<T, N extends number, Seen extends readonly T[] = readonly []> = Seen['length'] extends N
  ? Seen
  : Repeat<T, N, readonly [...Seen, T]>;
