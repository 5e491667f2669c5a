// Shapes, and those of nested arrays.

import type { Elements } from '../flatten';

/** Sizes along each axis, outermost first. */
export type Shape = readonly number[];

/** The shape of a scalar. */
export type ScalarShape = readonly [];

export type HasUnknownRank<S extends Shape> = number extends S['length'] ? true : false;

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
