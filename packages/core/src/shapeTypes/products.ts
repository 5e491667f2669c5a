// Matrix products.

import type { Tensor } from '../tensor';
import type { Broadcast, BroadcastsWith } from './broadcasting';
import type { HasUnknownRank, ScalarShape, Shape } from './shape';

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
