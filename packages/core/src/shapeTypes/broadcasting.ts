// Broadcasting: shapes are aligned at their last axes; sizes agree where they are equal or one of them is 1.

import type { Tensor } from '../tensor';
import type { HasUnknownRank, ScalarShape, Shape } from './shape';

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
