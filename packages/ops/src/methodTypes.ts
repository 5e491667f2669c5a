// The types of the ops' methods, where a method differs from its function in more than its first argument's place.
// `this` carries the shape, so that a `Tensor<readonly [2, 3]>` is a `Tensor` still.

import type {
  Axes,
  AxesWithin,
  Broadcast,
  BroadcastsTo,
  BroadcastsWith,
  ConvolvedShape,
  ConvolvesWith,
  HasAxes,
  HasRankOf,
  Images,
  MultipliesWith,
  PooledShape,
  ProductShape,
  Reduced,
  ScalarShape,
  Shape,
  Signals,
  Tensor,
} from '@pullback/core';
import type { Conv1dOptions } from './convolution/conv1d';
import type { Conv2dOptions } from './convolution/conv2d';
import type { PoolOptions } from './convolution/pooling';
import type { NumberOrPair } from './convolution/windows';
import type { MatmulOptions } from './linalg/matmul';
import type { ReductionOptions } from './reductions/reduction';

/** An elementwise op as a method. `this` carries the shape, so that a `Tensor<[2, 3]>` is a `Tensor` still. */
export type UnaryMethod = <S extends Shape>(this: Tensor<S>) => Tensor<S>;

/** A broadcasting op as a method, with the overloads of the op. */
export interface BroadcastingMethod {
  <S extends Shape>(this: Tensor<ScalarShape>, b: Tensor<S>): Tensor<S>;
  <S extends Shape>(this: Tensor<S>, b: number | Tensor<ScalarShape>): Tensor<S>;
  <A extends Shape, B extends Shape>(
    this: Tensor<A>,
    b: Tensor<B> & Tensor<BroadcastsWith<A, B>>,
  ): Tensor<Broadcast<A, B>>;
  <S extends Shape>(this: Tensor<S>, b: Tensor<NoInfer<S>> | number): Tensor<S>;
  <A extends Shape, B extends Shape>(
    this: Tensor<A>,
    b: Tensor<B> & Tensor<BroadcastsWith<A, B>>,
  ): Tensor<Broadcast<A, B>>;
}

/** An op of two masks as a method. */
export type MaskMethod = <A extends Shape, B extends Shape>(
  this: Tensor<A>,
  b: Tensor<B> & Tensor<BroadcastsWith<A, B>>,
) => Tensor<Broadcast<A, B>>;

/** The choice between two operands, as a method of the condition. */
export interface WhereMethod {
  <S extends Shape>(this: Tensor<S>, a: Tensor<NoInfer<S>> | number, b: Tensor<NoInfer<S>> | number): Tensor<S>;
  <C extends Shape, A extends Shape = ScalarShape, B extends Shape = ScalarShape>(
    this: Tensor<C>,
    a: (Tensor<A> & Tensor<BroadcastsWith<C, A>>) | number,
    b: (Tensor<B> & Tensor<BroadcastsWith<Broadcast<C, A>, B>>) | number,
  ): Tensor<Broadcast<Broadcast<C, A>, B>>;
}

/** The rectifier with slopes to learn as a method, with the same overloads. */
export interface PreluMethod {
  <S extends Shape>(this: Tensor<S>, slope: Tensor<NoInfer<S>> | Tensor<ScalarShape>): Tensor<S>;
  <S extends Shape, T extends Shape>(this: Tensor<S>, slope: Tensor<T> & BroadcastsTo<T, NoInfer<S>>): Tensor<S>;
}

/** A reduction as a method. */
export type ReductionMethod<Extra = unknown> = <
  S extends Shape,
  const A extends Axes | undefined = undefined,
  const Keep extends boolean = false,
>(
  this: Tensor<S>,
  axes?: AxesWithin<S, A>,
  options?: ReductionOptions<Keep> & Extra,
) => Tensor<Reduced<S, A, Keep>>;

/** A reduction over all axes, or one, as a method. */
export type AxisReductionMethod = <
  S extends Shape,
  const A extends number | undefined = undefined,
  const Keep extends boolean = false,
>(
  this: Tensor<S>,
  axis?: AxesWithin<S, A>,
  options?: ReductionOptions<Keep>,
) => Tensor<Reduced<S, A, Keep>>;

/** The matrix product as a method, with the same overloads. */
export interface MatmulMethod {
  <M extends number, K extends number, N extends number>(
    this: Tensor<readonly [M, K]>,
    b: Tensor<readonly [NoInfer<K>, N]>,
  ): Tensor<readonly [M, N]>;
  <M extends number, K extends number, N extends number>(
    this: Tensor<readonly [K, M]>,
    b: Tensor<readonly [NoInfer<K>, N]>,
    options: MatmulOptions<true, false>,
  ): Tensor<readonly [M, N]>;
  <M extends number, K extends number, N extends number>(
    this: Tensor<readonly [M, K]>,
    b: Tensor<readonly [N, NoInfer<K>]>,
    options: MatmulOptions<false, true>,
  ): Tensor<readonly [M, N]>;
  <A extends Shape, B extends Shape, const TA extends boolean = false, const TB extends boolean = false>(
    this: Tensor<A> & HasAxes<A>,
    b: Tensor<B> & MultipliesWith<A, B, TA, TB>,
    options?: MatmulOptions<TA, TB>,
  ): Tensor<ProductShape<A, B, TA, TB>>;
}

/** Convolution along one axis as a method, with the same overloads. */
export interface Conv1dMethod {
  <B extends number, C extends number, O extends number>(
    this: Tensor<readonly [B, C, number]>,
    weight: Tensor<readonly [O, NoInfer<C>, number]>,
    options?: Conv1dOptions<1>,
  ): Tensor<readonly [B, O, number]>;
  <X extends Shape, W extends Shape, G extends number = 1>(
    this: Tensor<X> & HasRankOf<X, Signals>,
    weight: Tensor<W> & ConvolvesWith<X, W, Signals, G>,
    options?: Conv1dOptions<G>,
  ): Tensor<ConvolvedShape<X, W, Signals>>;
}

/** Convolution along two axes as a method, with the same overloads. */
export interface Conv2dMethod {
  <B extends number, C extends number, O extends number>(
    this: Tensor<readonly [B, C, number, number]>,
    weight: Tensor<readonly [O, NoInfer<C>, number, number]>,
    options?: Conv2dOptions<1>,
  ): Tensor<readonly [B, O, number, number]>;
  <X extends Shape, W extends Shape, G extends number = 1>(
    this: Tensor<X> & HasRankOf<X, Images>,
    weight: Tensor<W> & ConvolvesWith<X, W, Images, G>,
    options?: Conv2dOptions<G>,
  ): Tensor<ConvolvedShape<X, W, Images>>;
}

/** A pool as a method, with the same overloads. */
export interface PoolMethod<Options extends PoolOptions> {
  <B extends number, C extends number>(
    this: Tensor<readonly [B, C, number, number]>,
    size: NumberOrPair,
    options?: Options,
  ): Tensor<readonly [B, C, number, number]>;
  <S extends Shape>(
    this: Tensor<S> & HasRankOf<S, Images>,
    size: NumberOrPair,
    options?: Options,
  ): Tensor<PooledShape<S>>;
}
