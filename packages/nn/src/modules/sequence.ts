// What the compiler knows of layers one after another.

import type { SameSizes, Shape, Tensor } from '@pullback/core';
import type { Module } from './module';
import type { Ending, Given, OutputShape, RequiredShape, ShapeRule } from './shapeRule';

/** A module of one tensor to one tensor: a layer, or one whose `forward` says by its own type what it takes and gives. */
export type Stage = Module & ({ readonly shapeRule: ShapeRule } | { forward(x: Tensor): Tensor });

/** A stage that takes tensors of shape `S`. */
export interface StageFor<S extends Shape> extends Module {
  // A property, not a method: those are compared as if every tensor could be any other.
  readonly forward: (x: Tensor<S>) => Tensor;
}

/** The rule of stages one after another. */
export interface SequenceRule<Stages extends readonly unknown[]> extends ShapeRule {
  readonly required: RequiredBy<Stages, Given<this>, Given<this>>;
  readonly output: OutputOf<Stages, Given<this>>;
}

/** What a list of stages must be besides, so that each takes what the one before it gives. */
export type Chained<Stages extends readonly unknown[], S extends Shape = Shape> = Stages extends readonly [
  infer First,
  ...infer Rest,
]
  ? readonly [S extends Required<First, S> ? unknown : StageFor<S>, ...Chained<Rest, Output<First, S>>]
  : Stages extends readonly []
    ? readonly []
    : readonly Stage[];

/** What the first of the stages that does not take what comes requires; `Whole` if all do. */
type RequiredBy<Stages, S extends Shape, Whole extends Shape> = Stages extends readonly [infer First, ...infer Rest]
  ? S extends Required<First, S>
    ? RequiredBy<Rest, Output<First, S>, Whole>
    : Clash<Whole, Required<First, S>>
  : Whole;

/** A shape that `S` is not: what a stage within requires may, by chance, be what the first is given. */
type Clash<S extends Shape, R extends Shape> = S extends R ? never : R;

type OutputOf<Stages, S extends Shape> = Stages extends readonly [infer First, ...infer Rest]
  ? OutputOf<Rest, Output<First, S>>
  : Stages extends readonly []
    ? S
    : Shape;

type Required<St, S extends Shape> = St extends { readonly shapeRule: infer R extends ShapeRule }
  ? RequiredShape<R, S>
  : St extends { forward(x: Tensor<infer I extends Shape>): unknown }
    ? number extends S['length']
      ? Ending<S, I>
      : SameSizes<I, S>
    : Shape;

type Output<St, S extends Shape> = St extends { readonly shapeRule: infer R extends ShapeRule }
  ? OutputShape<R, S>
  : St extends { forward(...inputs: never[]): Tensor<infer O extends Shape> }
    ? O
    : Shape;
