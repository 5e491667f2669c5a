// All arithmetic on shapes in the type system. A size known when the code is written is a literal; one known only when
// it runs is `number`, and a shape of unknown rank is `Shape`. Rules that meet an unknown answer with an unknown.

import type { Elements } from './flatten';
import type { Tensor } from './tensor';

/** Sizes along each axis, outermost first. */
export type Shape = readonly number[];

/** The shape of a scalar. */
export type ScalarShape = readonly [];

type HasUnknownRank<S extends Shape> = number extends S['length'] ? true : false;

/** Nested arrays as deep as the shape: `number` for a scalar, `number[][]` for a matrix. */
export type NestedNumbers<S extends Shape> =
  HasUnknownRank<S> extends true
    ? unknown
    : S extends readonly [number, ...infer Rest extends Shape]
      ? NestedNumbers<Rest>[]
      : number;

/** The shape of nested arrays, as far as their type tells. */
export type ShapeOfNested<T> = Elements extends T
  ? Shape
  : T extends readonly unknown[]
    ? readonly [T['length'], ...ShapeOfNested<T[0]>]
    : T extends number | boolean
      ? ScalarShape
      : readonly [number];

// Broadcasting: shapes are aligned at their last axes; sizes agree where they are equal or one of them is 1.

type BroadcastSize<M extends number, N extends number> = number extends M
  ? N extends 1
    ? number
    : N
  : number extends N
    ? M extends 1
      ? number
      : M
    : M extends 1
      ? N
      : N extends 1
        ? M
        : M extends N
          ? M
          : never;

/** The shape that `A` and `B` broadcast to. */
export type Broadcast<A extends Shape, B extends Shape> =
  HasUnknownRank<A> extends true
    ? Shape
    : HasUnknownRank<B> extends true
      ? Shape
      : A extends readonly [...infer ARest extends Shape, infer M extends number]
        ? B extends readonly [...infer BRest extends Shape, infer N extends number]
          ? readonly [...Broadcast<ARest, BRest>, BroadcastSize<M, N>]
          : A
        : B;

/** `B`, with the sizes of `A` in place of those that clash: what an operand of shape `B` has to be beside one of `A`. */
export type BroadcastsWith<A extends Shape, B extends Shape> =
  HasUnknownRank<A> extends true
    ? B
    : HasUnknownRank<B> extends true
      ? B
      : A extends readonly [...infer ARest extends Shape, infer M extends number]
        ? B extends readonly [...infer BRest extends Shape, infer N extends number]
          ? readonly [...BroadcastsWith<ARest, BRest>, [BroadcastSize<M, N>] extends [never] ? M : N]
          : readonly []
        : B;

/** What a tensor of shape `S` must be besides, to broadcast to `Target`. */
export type BroadcastsTo<S extends Shape, Target extends Shape> =
  HasUnknownRank<S> extends true
    ? unknown
    : HasUnknownRank<Target> extends true
      ? unknown
      : S extends readonly [...infer SRest extends Shape, infer M extends number]
        ? Target extends readonly [...infer TRest extends Shape, infer N extends number]
          ? number extends M | N
            ? BroadcastsTo<SRest, TRest>
            : M extends 1 | N
              ? BroadcastsTo<SRest, TRest>
              : Tensor<Target>
          : Tensor<Target>
        : unknown;

/** `B`, with the sizes of `A` in place of those that differ: what a tensor that must have shape `A` has to be. */
export type SameSizes<A extends Shape, B extends Shape> =
  HasUnknownRank<A> extends true
    ? B
    : HasUnknownRank<B> extends true
      ? B
      : B['length'] extends A['length']
        ? { readonly [I in keyof B]: I extends keyof A ? SameSize<A[I], B[I]> : B[I] }
        : A;

type SameSize<M, N> = number extends M ? N : number extends N ? N : M;

/** What a value that must be a scalar has to be besides: anything if it is one, or of unknown rank. */
export type IsScalar<S extends Shape> =
  HasUnknownRank<S> extends true ? unknown : S['length'] extends 0 ? unknown : Tensor<ScalarShape>;

// Matrix products.

/** A matrix or a stack of them with its last two axes swapped. A vector stays as it is. */
type SwapIf<S extends Shape, T> = T extends true
  ? S extends readonly [...infer Stack extends Shape, infer R extends number, infer C extends number]
    ? readonly [...Stack, C, R]
    : S
  : S;

/** The shape of `a b`, each read transposed if its flag is true. */
export type ProductShape<A extends Shape, B extends Shape, TA = false, TB = false> =
  HasUnknownRank<A> extends true
    ? Shape
    : HasUnknownRank<B> extends true
      ? Shape
      : StackedProduct<SwapIf<A, TA>, SwapIf<B, TB>>;

type StackedProduct<A extends Shape, B extends Shape> = A extends readonly [
  ...infer AStack extends Shape,
  infer M extends number,
  number,
]
  ? B extends readonly [...infer BStack extends Shape, number, infer N extends number]
    ? readonly [...Broadcast<AStack, BStack>, M, N]
    : readonly [...AStack, M]
  : B extends readonly [...infer BStack extends Shape, number, infer N extends number]
    ? readonly [...BStack, N]
    : ScalarShape;

/** What the right operand must be besides: a tensor of its shape, but for the sizes that clash. */
export type MultipliesWith<A extends Shape, B extends Shape, TA = false, TB = false> =
  HasUnknownRank<A> extends true
    ? unknown
    : HasUnknownRank<B> extends true
      ? unknown
      : Tensor<SwapIf<Factor<SwapIf<A, TA>, SwapIf<B, TB>>, TB>>;

/** `B`, with the sizes of `A` in place of those that clash in `a b`. */
type Factor<A extends Shape, B extends Shape> = A extends readonly [
  ...infer AStack extends Shape,
  number,
  infer K extends number,
]
  ? B extends readonly [...infer BStack extends Shape, infer L extends number, infer N extends number]
    ? readonly [...BroadcastsWith<AStack, BStack>, InnerSize<K, L>, N]
    : VectorFactor<K, B>
  : A extends readonly [infer K extends number]
    ? B extends readonly [...infer BStack extends Shape, infer L extends number, infer N extends number]
      ? readonly [...BStack, InnerSize<K, L>, N]
      : VectorFactor<K, B>
    : B;

type VectorFactor<K extends number, B extends Shape> = readonly [B extends readonly [infer L] ? InnerSize<K, L> : K];

type InnerSize<K extends number, L> = number extends K | L ? L : K extends L ? L : K;

/** What a tensor of shape `S` must be besides, to have an axis: anything if it has, or if its rank is unknown. */
export type HasAxes<S extends Shape> =
  HasUnknownRank<S> extends true ? unknown : S['length'] extends 0 ? Tensor<readonly [number]> : unknown;

/** What a tensor of shape `S` must be besides, to have as many axes as `Like`: anything if it has, or may have. */
export type HasRankOf<S extends Shape, Like extends Shape> =
  HasUnknownRank<S> extends true ? unknown : S['length'] extends Like['length'] ? unknown : Tensor<Like>;

export type IsVector<S extends Shape> = HasRankOf<S, readonly [number]>;
export type IsMatrix<S extends Shape> = HasRankOf<S, readonly [number, number]>;

/** The shape of the outer product of two vectors. */
export type OuterShape<A extends Shape, B extends Shape> = readonly [A[0], B[0]];

// Axes.

/** One axis or several; negative ones count from the last. */
export type Axes = number | readonly number[];

type AxisOf<A> = A extends readonly number[] ? A[number] : A;

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
type AreKnown<A> = A extends readonly [infer First, ...infer Rest]
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

type NegativeOf<N extends number> = `-${N}` extends `${infer M extends number}` ? M : never;

type AllOnes<S extends Shape> = { readonly [Axis in keyof S]: 1 };
type AllUnknown<S extends Shape> = { readonly [Axis in keyof S]: number };

type ReplaceAxes<
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

// Moving axes.

type Reversed<S extends Shape> = S extends readonly [infer N extends number, ...infer Rest extends Shape]
  ? readonly [...Reversed<Rest>, N]
  : readonly [];

type Permuted<S extends Shape, P extends Shape> = {
  readonly [I in keyof P]: `${P[I]}` extends keyof S ? S[`${P[I]}`] & number : number;
};

/** The shape with its axes in the order of `P`, or reversed if undefined. */
export type Transposed<S extends Shape, P> =
  HasUnknownRank<S> extends true ? Shape : P extends Shape ? Permuted<S, P> : Reversed<S>;

/** The shape that `reshape` was asked for; its -1, if any, is found when the code runs. */
export type Reshaped<T extends Shape> = { readonly [Axis in keyof T]: T[Axis] extends -1 ? number : T[Axis] };

// Parts of axes.

/**
 * What `slice` takes of an axis: null for the whole, an index, which removes the axis, or `[start, end?, step?]`, in which
 * null is the end of the axis.
 */
export type Range = null | number | readonly [start: number | null, end?: number | null, step?: number | null];

/** `R` where the shape has an axis for each range, else as many ranges as it has. */
export type RangesWithin<S extends Shape, R extends readonly Range[]> =
  HasUnknownRank<S> extends true
    ? R
    : R extends readonly [...{ readonly [Axis in keyof S]: Range }, Range, ...Range[]]
      ? { readonly [Axis in keyof S]: Range }
      : R;

/** The shape that ranges leave: sizes of whole axes are kept, axes of indices dropped. */
export type Sliced<S extends Shape, R extends readonly Range[]> =
  HasUnknownRank<S> extends true
    ? Shape
    : R extends readonly []
      ? S
      : R extends readonly [infer First extends Range, ...infer Others extends readonly Range[]]
        ? S extends readonly [infer N extends number, ...infer Rest extends Shape]
          ? readonly [...SlicedAxis<N, First>, ...Sliced<Rest, Others>]
          : Shape
        : Shape;

/** A range that may be of several kinds leaves nobody knows how many axes. */
type SlicedAxis<N extends number, R extends Range> = [R] extends [null]
  ? readonly [N]
  : [R] extends [number]
    ? readonly []
    : [R] extends [readonly unknown[]]
      ? readonly [number]
      : Shape;

// Joining and splitting. What changes along an axis is `number`.

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

// Axes merged, removed, and made longer.

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

// Indices.

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

// Convolutions and pooling.

/** `[batch, channels, height, width]`. */
export type Images = readonly [number, number, number, number];

/** `[batch, channels, length]`. */
export type Signals = readonly [number, number, number];

/** What the weight must be besides: anything where its channels are those of `X`, or groups divide them. */
export type ConvolvesWith<X extends Shape, W extends Shape, Like extends Shape, G> = [G] extends [1]
  ? HasRankOf<W, Like> & HasChannels<X, W>
  : HasRankOf<W, Like>;

type HasChannels<X extends Shape, W extends Shape> = X extends readonly [number, infer C extends number, ...Shape]
  ? W extends readonly [infer O extends number, infer D extends number, ...infer Kernel extends Shape]
    ? number extends C | D
      ? unknown
      : D extends C
        ? unknown
        : Tensor<readonly [O, C, ...Kernel]>
    : unknown
  : unknown;

type SizeAt<S extends Shape, Axis extends 0 | 1> = S[Axis] extends number ? S[Axis] : number;

/** The batch of `X` and the output channels of `W`; the other sizes are found when the code runs. */
export type ConvolvedShape<X extends Shape, W extends Shape, Like extends Shape> = Like extends readonly [
  number,
  number,
  ...infer Rest extends Shape,
]
  ? readonly [SizeAt<X, 0>, SizeAt<W, 0>, ...Rest]
  : never;

/** The batch and the channels of images. */
export type PooledShape<S extends Shape> = readonly [SizeAt<S, 0>, SizeAt<S, 1>, number, number];
