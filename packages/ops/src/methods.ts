// Every op as a method, since JavaScript has no operators to overload: `x.matmul(w).relu()`.

import {
  type Axes,
  type AxesWithin,
  type BroadcastsTo,
  type DType,
  type Expanded,
  type Flattened,
  type Gathered,
  type IsMatrix,
  type IsVector,
  type NewAxesWithin,
  type OrderOf,
  type OuterShape,
  type Padded,
  type Padding,
  type Parts,
  type PerAxis,
  type Random,
  type Range,
  type RangesWithin,
  type Reshaped,
  type SameSizes,
  type Shape,
  type Sliced,
  type Squeezed,
  type Squeezes,
  Tensor,
  type Tiled,
  type Transposed,
} from '@pullback/core';
import type { AvgPool2dOptions } from './convolution/avgPool2d';
import type { MaxPool2dOptions } from './convolution/maxPool2d';
import type { GeluOptions } from './elementwise/gelu';
import type { RreluOptions } from './elementwise/rrelu';
import type {
  AxisReductionMethod,
  BroadcastingMethod,
  Conv1dMethod,
  Conv2dMethod,
  MaskMethod,
  MatmulMethod,
  PoolMethod,
  PreluMethod,
  ReductionMethod,
  UnaryMethod,
  WhereMethod,
} from './methodTypes';
import * as ops from './ops';
import type { CorrectionOptions } from './reductions/correction';
import type { CumsumOptions } from './reductions/cumsum';
import type { NormOptions } from './reductions/norm';

// These take a list, or an expression, before any tensor.
const { concat: _concat, einsum: _einsum, stack: _stack, ...methods } = ops;

// A method without a type in the interface below does not compile.
const names: readonly (keyof Tensor)[] = Object.keys(methods) as (keyof typeof methods)[];

for (const name of names) {
  const op = methods[name as keyof typeof methods] as (x: Tensor, ...rest: readonly unknown[]) => unknown;
  Object.defineProperty(Tensor.prototype, name, {
    value(this: Tensor, ...rest: readonly unknown[]): unknown {
      return op(this, ...rest);
    },
  });
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
    readonly norm: ReductionMethod<NormOptions>;
    readonly prod: ReductionMethod;
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
      permutation?: P & OrderOf<A, P>,
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
