// Arrays as functions of an index: what the models of ops are written in. Slow, and with nothing in common with kernels.

import type { Shape, Tensor } from '@pullback/core';

export interface View {
  readonly shape: Shape;
  readonly at: (index: readonly number[]) => number;
}

/** What an op should give, of its inputs and the rest of its arguments. */
// biome-ignore lint/suspicious/noExplicitAny: each model knows what the rest of its op is.
export type Model = (inputs: readonly View[], ...rest: any[]) => View;

export function viewOf({ data, shape }: Tensor): View {
  return { shape, at: (index) => data[index.reduce((place, i, axis) => place * shape[axis]! + i, 0)]! };
}

/** Every index into the shape, the last axis fastest. */
export function indicesOf(shape: Shape): number[][] {
  return shape.reduce<number[][]>(
    (indices, size) => indices.flatMap((index) => Array.from({ length: size }, (_, i) => [...index, i])),
    [[]],
  );
}

/** The elements in order. */
export function elementsOf({ shape, at }: View): number[] {
  return indicesOf(shape).map(at);
}

/** These elements, in order. */
export function arrayOf(elements: readonly number[], shape: Shape): View {
  const places = new Map(indicesOf(shape).map((index, place) => [index.join(), place]));
  return { shape, at: (index) => elements[places.get(index.join())!]! };
}

export function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0);
}

/** The axis, counted from the front. */
export function fromFront(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}

/** What the shapes broadcast to. */
export function commonShape(shapes: readonly Shape[]): number[] {
  const rank = Math.max(...shapes.map(({ length }) => length));
  return Array.from({ length: rank }, (_, axis) => {
    const here = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1);
    return here.find((size) => size !== 1) ?? 1;
  });
}

/** The view as one of a wider shape. */
export function stretched({ shape, at }: View, wide: Shape): View {
  const added = wide.length - shape.length;
  return { shape: wide, at: (index) => at(shape.map((size, axis) => (size === 1 ? 0 : index[axis + added]!))) };
}
