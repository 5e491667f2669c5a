// How a layer changes shapes, told to the compiler: a function of types, applied by putting a shape in place of `input`.

import type { Flattened, Shape } from '@pullback/core';

/**
 * What a layer requires of the shape that it is given, and the shape that it gives. A rule that extends it speaks of the shape as
 * `Given<this>`. Sizes that are `number`, and shapes of unknown rank, are to be required as they are.
 */
export interface ShapeRule {
  /** The shape that is given; unknown here, so that nothing is left of it once one is put in its place. */
  readonly input: unknown;
  /** The same, with the sizes that the layer requires in place of those that clash. */
  readonly required: Shape;
  /** The shape that comes out. */
  readonly output: Shape;
}

/**
 * What `R` requires of a tensor of shape `S`. That it asks for `S` first makes the compiler wait until it knows the shape,
 * instead of working out rules for one that it does not know.
 */
export type RequiredShape<R extends ShapeRule, S extends Shape> = S extends unknown
  ? (R & { readonly input: S })['required']
  : never;

/** The shape that `R` gives for `S`. */
export type OutputShape<R extends ShapeRule, S extends Shape> = S extends unknown
  ? (R & { readonly input: S })['output']
  : never;

/** The shape that a rule is applied to. */
export type Given<R extends ShapeRule> = R['input'] extends infer S extends Shape ? S : Shape;

/** Any shape, as it is. */
export interface Unchanged extends ShapeRule {
  readonly required: Given<this>;
  readonly output: Given<this>;
}

/** `[…, In]` → `[…, Out]`. */
export interface LastAxis<In extends number, Out extends number> extends ShapeRule {
  readonly required: Ending<Given<this>, readonly [In]>;
  readonly output: WithLast<Given<this>, Out>;
}

/** `[…, ...End]`, as it is. */
export interface LastAxes<End extends Shape> extends ShapeRule {
  readonly required: Ending<Given<this>, End>;
  readonly output: number extends Given<this>['length'] ? readonly [...number[], ...End] : Given<this>;
}

/** `[n, Channels, …]`, as it is. */
export interface ChannelAxis<Channels extends number> extends ShapeRule {
  readonly required: WithChannels<Given<this>, Channels>;
  readonly output: Given<this>;
}

/** Shapes of the rank of `Like`: `[n, In, …]` → `[n, Out, …]`, where the other sizes are found when the code runs. */
export interface Convolved<In extends number, Out extends number, Like extends Shape> extends ShapeRule {
  readonly required: WithChannels<RankOf<Given<this>, Like>, In>;
  readonly output: BatchAnd<Given<this>, Out, Like>;
}

/** `[n, channels, height, width]` → `[n, channels, …]`. */
export interface Pooled extends ShapeRule {
  readonly required: RankOf<Given<this>, readonly [number, number, number, number]>;
  readonly output: readonly [SizeAt<Given<this>, 0>, SizeAt<Given<this>, 1>, number, number];
}

/** Axes from `Axis` on as one. */
export interface FlattenedFrom<Axis extends number> extends ShapeRule {
  readonly required: Given<this>;
  readonly output: Flattened<Given<this>, Axis>;
}

/** `[…]` → `[…, Size]`. */
export interface Embedded<Size extends number> extends ShapeRule {
  readonly required: Given<this>;
  readonly output: readonly [...Given<this>, Size];
}

/** `S`, with `End` in place of its last sizes where they clash. */
export type Ending<S extends Shape, End extends Shape> = End extends readonly [
  ...infer EndRest extends Shape,
  infer N extends number,
]
  ? S extends readonly [...infer Rest extends Shape, infer M extends number]
    ? readonly [...Ending<Rest, EndRest>, SizeFor<M, N>]
    : S extends readonly []
      ? End
      : S
  : S;

/** `S` with another last size. */
export type WithLast<S extends Shape, Out extends number> = S extends readonly [...infer Rest extends Shape, number]
  ? readonly [...Rest, Out]
  : readonly [...number[], Out];

/** `M` where it can be `N`, else `N`. */
type SizeFor<M extends number, N extends number> = number extends M | N ? M : M extends N ? M : N;

/** `S`, with `C` channels at axis 1 where it has others. */
export type WithChannels<S extends Shape, C extends number> = number extends S['length']
  ? S
  : S extends readonly [infer N extends number, infer M extends number, ...infer Rest extends Shape]
    ? readonly [N, SizeFor<M, C>, ...Rest]
    : readonly [number, C];

type RankOf<S extends Shape, Like extends Shape> = number extends S['length']
  ? S
  : S['length'] extends Like['length']
    ? S
    : Like;

type SizeAt<S extends Shape, Axis extends 0 | 1> = S[Axis] extends number ? S[Axis] : number;

type BatchAnd<S extends Shape, Out extends number, Like extends Shape> = Like extends readonly [
  number,
  number,
  ...infer Rest extends Shape,
]
  ? readonly [SizeAt<S, 0>, Out, ...Rest]
  : Shape;
