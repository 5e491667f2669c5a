// Every op as a method, since JavaScript has no operators to overload: `x.matmul(w).relu()`.

import {
  type Axes,
  type AxesWithin,
  type Broadcast,
  type BroadcastsTo,
  type BroadcastsWith,
  type DType,
  type IsMatrix,
  type MultipliesWith,
  type ProductShape,
  type Reduced,
  type Reshaped,
  type ScalarShape,
  type Shape,
  Tensor,
  type Transposed,
} from '@pullback/core';
import { equal } from './comparison/equal';
import { greater } from './comparison/greater';
import { greaterEqual } from './comparison/greaterEqual';
import { less } from './comparison/less';
import { lessEqual } from './comparison/lessEqual';
import { notEqual } from './comparison/notEqual';
import { add } from './elementwise/add';
import { cast } from './elementwise/cast';
import { div } from './elementwise/div';
import { exp } from './elementwise/exp';
import { log } from './elementwise/log';
import { mul } from './elementwise/mul';
import { neg } from './elementwise/neg';
import { relu } from './elementwise/relu';
import { sqrt } from './elementwise/sqrt';
import { square } from './elementwise/square';
import { sub } from './elementwise/sub';
import { oneHot } from './indexing/oneHot';
import { type MatmulOptions, matmul } from './linalg/matmul';
// biome-ignore lint/suspicious/noShadowRestrictedNames: named after the global that it extends to tensors.
import { isFinite } from './logic/isFinite';
import { isNan } from './logic/isNan';
import { logicalAnd } from './logic/logicalAnd';
import { logicalNot } from './logic/logicalNot';
import { logicalOr } from './logic/logicalOr';
import { mean } from './reductions/mean';
import type { ReductionOptions } from './reductions/reduction';
import { sum } from './reductions/sum';
import { broadcastTo } from './shape/broadcastTo';
import { reshape } from './shape/reshape';
import { transpose } from './shape/transpose';

const methods = {
  add,
  broadcastTo,
  cast,
  div,
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
  log,
  matmul,
  mean,
  mul,
  neg,
  oneHot,
  relu,
  reshape,
  sqrt,
  square,
  sub,
  sum,
  transpose,
};

for (const [name, op] of Object.entries(methods)) {
  const call = op as (x: Tensor, ...rest: readonly unknown[]) => Tensor;
  Object.defineProperty(Tensor.prototype, name, {
    value(this: Tensor, ...rest: readonly unknown[]): Tensor {
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

/** A reduction as a method. */
export type ReductionMethod = <
  S extends Shape,
  const A extends Axes | undefined = undefined,
  const Keep extends boolean = false,
>(
  this: Tensor<S>,
  axes?: AxesWithin<S, A>,
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
    this: Tensor<A> & IsMatrix<A>,
    b: Tensor<B> & MultipliesWith<A, B, TA, TB>,
    options?: MatmulOptions<TA, TB>,
  ): Tensor<ProductShape<A, B, TA, TB>>;
}

declare module '@pullback/core' {
  interface Tensor<S extends Shape = Shape> {
    readonly add: BroadcastingMethod;
    readonly div: BroadcastingMethod;
    readonly mul: BroadcastingMethod;
    readonly sub: BroadcastingMethod;
    readonly equal: BroadcastingMethod;
    readonly notEqual: BroadcastingMethod;
    readonly less: BroadcastingMethod;
    readonly lessEqual: BroadcastingMethod;
    readonly greater: BroadcastingMethod;
    readonly greaterEqual: BroadcastingMethod;
    readonly logicalAnd: BroadcastingMethod;
    readonly logicalOr: BroadcastingMethod;
    readonly isFinite: UnaryMethod;
    readonly isNan: UnaryMethod;
    readonly logicalNot: UnaryMethod;
    readonly exp: UnaryMethod;
    readonly log: UnaryMethod;
    readonly neg: UnaryMethod;
    readonly relu: UnaryMethod;
    readonly sqrt: UnaryMethod;
    readonly square: UnaryMethod;
    readonly mean: ReductionMethod;
    readonly sum: ReductionMethod;
    readonly matmul: MatmulMethod;
    cast<A extends Shape>(this: Tensor<A>, dtype: DType): Tensor<A>;
    reshape<const T extends Shape>(shape: T): Tensor<Reshaped<T>>;
    broadcastTo<A extends Shape, const T extends Shape>(
      this: Tensor<A> & BroadcastsTo<A, NoInfer<T>>,
      shape: T,
    ): Tensor<T>;
    transpose<A extends Shape, const P extends Shape | undefined = undefined>(
      this: Tensor<A>,
      permutation?: P,
    ): Tensor<Transposed<A, P>>;
    oneHot<A extends Shape, const C extends number>(
      this: Tensor<A>,
      classes: C,
      options?: { readonly dtype?: DType },
    ): Tensor<readonly [...A, C]>;
  }
}
