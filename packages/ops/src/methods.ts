// Every op as a method, since JavaScript has no operators to overload: `x.matmul(w).relu()`.

import {
  type Axes,
  type AxesWithin,
  type Broadcast,
  type BroadcastsTo,
  type BroadcastsWith,
  type ConvolvedShape,
  type ConvolvesWith,
  type DType,
  type Expanded,
  type Flattened,
  type Gathered,
  type HasAxes,
  type HasRankOf,
  type Images,
  type IsMatrix,
  type IsVector,
  type MultipliesWith,
  type NewAxesWithin,
  type OuterShape,
  type Padded,
  type Padding,
  type Parts,
  type PerAxis,
  type PooledShape,
  type ProductShape,
  type Random,
  type Range,
  type RangesWithin,
  type Reduced,
  type Reshaped,
  type SameSizes,
  type ScalarShape,
  type Shape,
  type Signals,
  type Sliced,
  type Squeezed,
  type Squeezes,
  Tensor,
  type Tiled,
  type Transposed,
} from '@pullback/core';
import { equal } from './comparison/equal';
import { greater } from './comparison/greater';
import { greaterEqual } from './comparison/greaterEqual';
import { less } from './comparison/less';
import { lessEqual } from './comparison/lessEqual';
import { notEqual } from './comparison/notEqual';
import { type AvgPool2dOptions, avgPool2d } from './convolution/avgPool2d';
import { type Conv1dOptions, conv1d } from './convolution/conv1d';
import { type Conv2dOptions, conv2d } from './convolution/conv2d';
import { type MaxPool2dOptions, maxPool2d } from './convolution/maxPool2d';
import type { PoolOptions } from './convolution/pooling';
import type { NumberOrPair } from './convolution/windows';
import { abs } from './elementwise/abs';
import { acos } from './elementwise/acos';
import { add } from './elementwise/add';
import { asin } from './elementwise/asin';
import { atan } from './elementwise/atan';
import { cast } from './elementwise/cast';
import { ceil } from './elementwise/ceil';
import { clamp } from './elementwise/clamp';
import { cos } from './elementwise/cos';
import { cosh } from './elementwise/cosh';
import { div } from './elementwise/div';
import { elu } from './elementwise/elu';
import { erf } from './elementwise/erf';
import { exp } from './elementwise/exp';
import { expm1 } from './elementwise/expm1';
import { floor } from './elementwise/floor';
import { type GeluOptions, gelu } from './elementwise/gelu';
import { leakyRelu } from './elementwise/leakyRelu';
import { log } from './elementwise/log';
import { log1p } from './elementwise/log1p';
import { logSigmoid } from './elementwise/logSigmoid';
import { maximum } from './elementwise/maximum';
import { minimum } from './elementwise/minimum';
import { mul } from './elementwise/mul';
import { neg } from './elementwise/neg';
import { pow } from './elementwise/pow';
import { prelu } from './elementwise/prelu';
import { reciprocal } from './elementwise/reciprocal';
import { relu } from './elementwise/relu';
import { round } from './elementwise/round';
import { type RreluOptions, rrelu } from './elementwise/rrelu';
import { rsqrt } from './elementwise/rsqrt';
import { sigmoid } from './elementwise/sigmoid';
import { sign } from './elementwise/sign';
import { silu } from './elementwise/silu';
import { sin } from './elementwise/sin';
import { sinh } from './elementwise/sinh';
import { softplus } from './elementwise/softplus';
import { sqrt } from './elementwise/sqrt';
import { square } from './elementwise/square';
import { sub } from './elementwise/sub';
import { tan } from './elementwise/tan';
import { tanh } from './elementwise/tanh';
import { where } from './elementwise/where';
import { embedding } from './indexing/embedding';
import { gather } from './indexing/gather';
import { oneHot } from './indexing/oneHot';
import { scatterAdd } from './indexing/scatterAdd';
import { type MatmulOptions, matmul } from './linalg/matmul';
import { outer } from './linalg/outer';
// biome-ignore lint/suspicious/noShadowRestrictedNames: named after the global that it extends to tensors.
import { isFinite } from './logic/isFinite';
import { isNan } from './logic/isNan';
import { logicalAnd } from './logic/logicalAnd';
import { logicalNot } from './logic/logicalNot';
import { logicalOr } from './logic/logicalOr';
import { logSoftmax } from './normalising/logSoftmax';
import { softmax } from './normalising/softmax';
import { all } from './reductions/all';
import { any } from './reductions/any';
import { argmax } from './reductions/argmax';
import { argmin } from './reductions/argmin';
import type { CorrectionOptions } from './reductions/correction';
import { type CumsumOptions, cumsum } from './reductions/cumsum';
import { logSumExp } from './reductions/logSumExp';
import { max } from './reductions/max';
import { mean } from './reductions/mean';
import { min } from './reductions/min';
import type { ReductionOptions } from './reductions/reduction';
import { standardDeviation } from './reductions/standardDeviation';
import { sum } from './reductions/sum';
import { variance } from './reductions/variance';
import { broadcastTo } from './shape/broadcastTo';
import { expandDims } from './shape/expandDims';
import { flatten } from './shape/flatten';
import { flip } from './shape/flip';
import { pad } from './shape/pad';
import { reshape } from './shape/reshape';
import { slice } from './shape/slice';
import { split } from './shape/split';
import { squeeze } from './shape/squeeze';
import { tile } from './shape/tile';
import { transpose } from './shape/transpose';

const methods = {
  abs,
  acos,
  add,
  all,
  any,
  argmax,
  argmin,
  asin,
  atan,
  avgPool2d,
  broadcastTo,
  cast,
  ceil,
  conv1d,
  conv2d,
  clamp,
  cos,
  cosh,
  cumsum,
  div,
  elu,
  embedding,
  erf,
  equal,
  greater,
  greaterEqual,
  isFinite,
  isNan,
  less,
  lessEqual,
  logicalAnd,
  logicalNot,
  logicalOr,
  notEqual,
  exp,
  expandDims,
  expm1,
  flatten,
  flip,
  floor,
  gather,
  gelu,
  leakyRelu,
  log,
  log1p,
  logSigmoid,
  logSoftmax,
  logSumExp,
  matmul,
  max,
  maxPool2d,
  maximum,
  mean,
  minimum,
  min,
  mul,
  neg,
  oneHot,
  pad,
  outer,
  pow,
  prelu,
  reciprocal,
  relu,
  reshape,
  round,
  rrelu,
  rsqrt,
  scatterAdd,
  sigmoid,
  sign,
  silu,
  sin,
  sinh,
  slice,
  softmax,
  softplus,
  split,
  sqrt,
  square,
  squeeze,
  standardDeviation,
  sub,
  sum,
  tan,
  tanh,
  tile,
  transpose,
  variance,
  where,
};

for (const [name, op] of Object.entries(methods)) {
  const call = op as (x: Tensor, ...rest: readonly unknown[]) => unknown;
  Object.defineProperty(Tensor.prototype, name, {
    value(this: Tensor, ...rest: readonly unknown[]): unknown {
      return call(this, ...rest);
    },
  });
}

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

declare module '@pullback/core' {
  interface Tensor<S extends Shape = Shape> {
    readonly add: BroadcastingMethod;
    readonly div: BroadcastingMethod;
    readonly equal: BroadcastingMethod;
    readonly greater: BroadcastingMethod;
    readonly greaterEqual: BroadcastingMethod;
    readonly less: BroadcastingMethod;
    readonly lessEqual: BroadcastingMethod;
    readonly maximum: BroadcastingMethod;
    readonly minimum: BroadcastingMethod;
    readonly mul: BroadcastingMethod;
    readonly notEqual: BroadcastingMethod;
    readonly pow: BroadcastingMethod;
    readonly sub: BroadcastingMethod;
    readonly logicalAnd: MaskMethod;
    readonly logicalOr: MaskMethod;
    readonly abs: UnaryMethod;
    readonly acos: UnaryMethod;
    readonly asin: UnaryMethod;
    readonly atan: UnaryMethod;
    readonly ceil: UnaryMethod;
    readonly cos: UnaryMethod;
    readonly cosh: UnaryMethod;
    readonly erf: UnaryMethod;
    readonly exp: UnaryMethod;
    readonly expm1: UnaryMethod;
    readonly floor: UnaryMethod;
    readonly isFinite: UnaryMethod;
    readonly isNan: UnaryMethod;
    readonly log: UnaryMethod;
    readonly log1p: UnaryMethod;
    readonly logicalNot: UnaryMethod;
    readonly logSigmoid: UnaryMethod;
    readonly neg: UnaryMethod;
    readonly reciprocal: UnaryMethod;
    readonly relu: UnaryMethod;
    readonly round: UnaryMethod;
    readonly rsqrt: UnaryMethod;
    readonly sigmoid: UnaryMethod;
    readonly sign: UnaryMethod;
    readonly silu: UnaryMethod;
    readonly sin: UnaryMethod;
    readonly sinh: UnaryMethod;
    readonly softplus: UnaryMethod;
    readonly sqrt: UnaryMethod;
    readonly square: UnaryMethod;
    readonly tan: UnaryMethod;
    readonly tanh: UnaryMethod;
    readonly all: ReductionMethod;
    readonly any: ReductionMethod;
    readonly argmax: AxisReductionMethod;
    readonly argmin: AxisReductionMethod;
    readonly logSumExp: ReductionMethod;
    readonly max: ReductionMethod;
    readonly mean: ReductionMethod;
    readonly min: ReductionMethod;
    readonly standardDeviation: ReductionMethod<CorrectionOptions>;
    readonly sum: ReductionMethod;
    readonly variance: ReductionMethod<CorrectionOptions>;
    readonly matmul: MatmulMethod;
    readonly avgPool2d: PoolMethod<AvgPool2dOptions>;
    readonly conv1d: Conv1dMethod;
    readonly conv2d: Conv2dMethod;
    readonly maxPool2d: PoolMethod<MaxPool2dOptions>;
    readonly prelu: PreluMethod;
    readonly where: WhereMethod;
    clamp<A extends Shape>(this: Tensor<A>, low?: number, high?: number): Tensor<A>;
    elu<A extends Shape>(this: Tensor<A>, alpha?: number): Tensor<A>;
    gelu<A extends Shape>(this: Tensor<A>, options?: GeluOptions): Tensor<A>;
    leakyRelu<A extends Shape>(this: Tensor<A>, slope?: number): Tensor<A>;
    rrelu<A extends Shape>(this: Tensor<A>, random: Random, options?: RreluOptions): Tensor<A>;
    cast<A extends Shape>(this: Tensor<A>, dtype: DType): Tensor<A>;
    reshape<const T extends Shape>(shape: T): Tensor<Reshaped<T>>;
    broadcastTo<A extends Shape, const T extends Shape>(
      this: Tensor<A> & BroadcastsTo<A, NoInfer<T>>,
      shape: T,
    ): Tensor<T>;
    expandDims<S extends Shape, const A extends Axes>(
      this: Tensor<S>,
      axes: NewAxesWithin<S, A>,
    ): Tensor<Expanded<S, A>>;
    flatten<S extends Shape, const A extends number = 0>(
      this: Tensor<S>,
      startAxis?: AxesWithin<S, A>,
    ): Tensor<Flattened<S, A>>;
    flip<S extends Shape, const A extends Axes | undefined = undefined>(
      this: Tensor<S>,
      axes?: AxesWithin<S, A>,
    ): Tensor<S>;
    pad<S extends Shape, const P extends readonly Padding[]>(
      this: Tensor<S>,
      padding: PerAxis<S, P, Padding>,
      value?: number,
    ): Tensor<Padded<S, P>>;
    slice<A extends Shape, const R extends readonly Range[]>(
      this: Tensor<A>,
      ranges: RangesWithin<A, R>,
    ): Tensor<Sliced<A, R>>;
    split<S extends Shape, const P extends number | readonly number[], const A extends number = 0>(
      this: Tensor<S>,
      sizes: P,
      axis?: AxesWithin<S, A>,
    ): Parts<S, P, A>;
    squeeze<S extends Shape, const A extends Axes | undefined = undefined>(
      this: Tensor<S>,
      axes?: Squeezes<S, A>,
    ): Tensor<Squeezed<S, A>>;
    tile<S extends Shape, const R extends readonly number[]>(
      this: Tensor<S>,
      repeats: PerAxis<S, R, number>,
    ): Tensor<Tiled<S, R>>;
    transpose<A extends Shape, const P extends Shape | undefined = undefined>(
      this: Tensor<A>,
      permutation?: P,
    ): Tensor<Transposed<A, P>>;
    embedding<S extends Shape, I extends Shape>(
      this: Tensor<S> & IsMatrix<S>,
      indices: Tensor<I>,
    ): Tensor<Gathered<S, I, 0>>;
    gather<S extends Shape, I extends Shape, const A extends number = 0>(
      this: Tensor<S>,
      indices: Tensor<I>,
      axis?: AxesWithin<S, A>,
    ): Tensor<Gathered<S, I, A>>;
    scatterAdd<S extends Shape, I extends Shape, U extends Shape, const A extends number = 0>(
      this: Tensor<S>,
      indices: Tensor<I>,
      updates: Tensor<U> & Tensor<SameSizes<Gathered<S, I, A>, U>>,
      axis?: AxesWithin<S, A>,
    ): Tensor<S>;
    cumsum<S extends Shape, const A extends number = 0>(
      this: Tensor<S>,
      axis?: AxesWithin<S, A>,
      options?: CumsumOptions,
    ): Tensor<S>;
    logSoftmax<S extends Shape, const A extends number = -1>(this: Tensor<S>, axis?: AxesWithin<S, A>): Tensor<S>;
    softmax<S extends Shape, const A extends number = -1>(this: Tensor<S>, axis?: AxesWithin<S, A>): Tensor<S>;
    oneHot<A extends Shape, const C extends number>(
      this: Tensor<A>,
      classes: C,
      options?: { readonly dtype?: DType },
    ): Tensor<readonly [...A, C]>;
    outer<A extends Shape, B extends Shape>(
      this: Tensor<A> & IsVector<A>,
      b: Tensor<B> & IsVector<B>,
    ): Tensor<OuterShape<A, B>>;
  }
}
