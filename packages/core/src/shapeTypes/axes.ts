// Axes, and the shapes that reductions leave.

import type { HasUnknownRank, ScalarShape, Shape } from './shape';

/** One axis or several; negative ones count from the last. */
export type Axes = number | readonly number[];

export type AxisOf<A> = A extends readonly number[] ? A[number] : A;

/** The axes that a shape has, by its rank, as far as they are checked when compiling. */
type ValidAxes = {
  0: never;
  1: 0 | -1;
  2: 0 | 1 | -1 | -2;
  3: 0 | 1 | 2 | -1 | -2 | -3;
  4: 0 | 1 | 2 | 3 | -1 | -2 | -3 | -4;
  5: 0 | 1 | 2 | 3 | 4 | -1 | -2 | -3 | -4 | -5;
  6: 0 | 1 | 2 | 3 | 4 | 5 | -1 | -2 | -3 | -4 | -5 | -6;
};

type ValidAxis<S extends Shape> = S['length'] extends keyof ValidAxes ? ValidAxes[S['length']] : number;

/** `A` where its axes lie in the shape, else an axis that does. */
export type AxesWithin<S extends Shape, A> =
  number extends AxisOf<A>
    ? A
    : AxisOf<A> extends ValidAxis<S> | undefined
      ? A
      : A extends number
        ? ValidAxis<S>
        : readonly ValidAxis<S>[];

/** Whether every axis of `A` is known when compiling: a union of axes stands for one of them, nobody knows which. */
export type AreKnown<A> = A extends readonly [infer First, ...infer Rest]
  ? IsUnion<First> extends true
    ? false
    : AreKnown<Rest>
  : A extends readonly []
    ? true
    : A extends number
      ? number extends A
        ? false
        : true
      : false;

type IsUnion<T, Whole = T> = T extends unknown ? ([Whole] extends [T] ? false : true) : never;

export type NegativeOf<N extends number> = `-${N}` extends `${infer M extends number}` ? M : never;

type AllOnes<S extends Shape> = { readonly [Axis in keyof S]: 1 };
export type AllUnknown<S extends Shape> = { readonly [Axis in keyof S]: number };

export type ReplaceAxes<
  S extends Shape,
  Axis,
  By extends Shape,
  Seen extends readonly unknown[] = readonly [],
> = S extends readonly [infer N extends number, ...infer Rest extends Shape]
  ? readonly [
      ...(Seen['length'] | NegativeOf<S['length']> extends infer Here
        ? [Extract<Axis, Here>] extends [never]
          ? readonly [N]
          : By
        : never),
      ...ReplaceAxes<Rest, Axis, By, readonly [...Seen, unknown]>,
    ]
  : readonly [];

/** The shape left when `A` (every axis if undefined) is reduced away, or to size 1 if `Keep`. */
export type Reduced<S extends Shape, A, Keep> = A extends undefined
  ? Keep extends true
    ? AllOnes<S>
    : ScalarShape
  : HasUnknownRank<S> extends true
    ? Shape
    : AreKnown<A> extends true
      ? ReplaceAxes<S, AxisOf<A>, Keep extends true ? readonly [1] : readonly []>
      : Keep extends true
        ? AllUnknown<S>
        : Shape;
