// What the ops give that rearrange elements: for each place, the place that it comes from.

import type { Shape } from '@pullback/core';
import type { OpName } from '../table';
import { arrayOf, elementsOf, fromFront, type Model, stretched, total, type View } from './views';

/** The same elements in order. */
const inShape =
  (shapeOf: (shape: Shape, ...rest: never[]) => Shape): Model =>
  ([x], ...rest) =>
    arrayOf(elementsOf(x!), shapeOf(x!.shape, ...(rest as never[])));

export const modelsOfPlaces: Partial<Record<OpName, Model>> = {
  broadcastTo: ([x], shape: Shape) => stretched(x!, shape),

  concat: (inputs, axis = 0) => {
    const along = fromFront(axis, inputs[0]!.shape.length);
    const all = inputs.flatMap((input) => Array.from({ length: input.shape[along]! }, (_, i) => ({ input, i })));
    const shape = inputs[0]!.shape.map((size, i) => (i === along ? all.length : size));
    return { shape, at: (index) => all[index[along]!]!.input.at(withAt(index, along, all[index[along]!]!.i)) };
  },

  embedding: ([x, indices]) => gathered(x!, indices!, 0),

  expandDims: inShape((shape, axes: number | readonly number[]) => {
    const given = typeof axes === 'number' ? [axes] : axes;
    const rank = shape.length + given.length;
    const added = new Set(given.map((axis) => fromFront(axis, rank)));
    const rest = [...shape];
    return Array.from({ length: rank }, (_, axis) => (added.has(axis) ? 1 : rest.shift()!));
  }),

  flatten: inShape((shape, start = 0) => {
    const front = fromFront(start, shape.length);
    return [...shape.slice(0, front), shape.slice(front).reduce((size, other) => size * other, 1)];
  }),

  flip: ([x], axes) => {
    const { shape, at } = x!;
    const given: readonly number[] = typeof axes === 'number' ? [axes] : (axes ?? shape.keys());
    const flipped = new Set([...given].map((axis) => fromFront(axis, shape.length)));
    return { shape, at: (index) => at(index.map((i, axis) => (flipped.has(axis) ? shape[axis]! - 1 - i : i))) };
  },

  gather: ([x, indices], axis = 0) => gathered(x!, indices!, fromFront(axis, x!.shape.length)),

  oneHot: ([labels], classes: number) => ({
    shape: [...labels!.shape, classes],
    at: (index) => Number(labels!.at(index.slice(0, -1)) === index.at(-1)),
  }),

  pad: ([x], padding: readonly (readonly [number, number])[], value = 0) => ({
    shape: x!.shape.map((size, axis) => size + total(padding[axis]!)),
    at: (index) => {
      const place = index.map((i, axis) => i - padding[axis]![0]);
      return place.every((i, axis) => i >= 0 && i < x!.shape[axis]!) ? x!.at(place) : value;
    },
  }),

  reshape: inShape((shape, target: Shape) => {
    const count = (sizes: Shape): number => sizes.reduce((size, other) => size * other, 1);
    return target.map((size) => (size === -1 ? count(shape) / -count(target) : size));
  }),

  scatterAdd: ([x, indices, updates], axis = 0) => {
    const along = fromFront(axis, x!.shape.length);
    const targets = elementsOf(indices!);
    const flat = arrayOf(elementsOf(updates!), withAt(x!.shape, along, targets.length));
    const addedAt = (index: readonly number[]): number[] =>
      targets.flatMap((target, i) => (target === index[along] ? [flat.at(withAt(index, along, i))] : []));
    return { shape: x!.shape, at: (index) => x!.at(index) + total(addedAt(index)) };
  },

  slice: ([x], ranges: readonly Range[]) => {
    const read = x!.shape.map((size, axis) => placesIn(size, ranges[axis] ?? null));
    const kept = [...read.keys()].filter((axis) => typeof ranges[axis] !== 'number');
    return {
      shape: kept.map((axis) => read[axis]!.length),
      at: (index) => x!.at(read.map((places, axis) => places[kept.includes(axis) ? index[kept.indexOf(axis)]! : 0]!)),
    };
  },

  squeeze: inShape((shape, axes?: number | readonly number[]) => {
    const given = typeof axes === 'number' ? [axes] : axes;
    const removed = given?.map((axis) => fromFront(axis, shape.length));
    return shape.filter((size, axis) => (removed === undefined ? size !== 1 : !removed.includes(axis)));
  }),

  stack: (inputs, axis = 0) => {
    const { shape } = inputs[0]!;
    const along = fromFront(axis, shape.length + 1);
    return {
      shape: [...shape.slice(0, along), inputs.length, ...shape.slice(along)],
      at: (index) => inputs[index[along]!]!.at(index.filter((_, i) => i !== along)),
    };
  },

  tile: ([x], repeats: readonly number[]) => ({
    shape: x!.shape.map((size, axis) => size * repeats[axis]!),
    at: (index) => x!.at(index.map((i, axis) => i % x!.shape[axis]!)),
  }),

  transpose: ([x], order) => {
    const { shape, at } = x!;
    const axes: readonly number[] = order ?? [...shape.keys()].reverse();
    const from = axes.map((axis) => fromFront(axis, shape.length));
    return {
      shape: from.map((axis) => shape[axis]!),
      at: (index) => at(shape.map((_, axis) => index[from.indexOf(axis)]!)),
    };
  },
};

type Range = null | number | readonly (number | null)[];

/** What lists of JavaScript make of a range: their slice clips, and counts from the last, as it should. */
function placesIn(size: number, range: Range): number[] {
  const places = Array.from({ length: size }, (_, i) => i);
  if (range === null) return places;
  if (typeof range === 'number') return [places.at(range)!];
  const [start = null, end = null, step] = range;
  const stride = step ?? 1;
  if (stride > 0) return places.slice(start ?? 0, end ?? size).filter((_, i) => i % stride === 0);
  // Backwards, place i is number size - 1 - i, and -1 - i is number i; what lies before the first is the first.
  const mirrored = (place: number): number => Math.max(0, place < 0 ? -1 - place : size - 1 - place);
  const [first, last] = [start === null ? 0 : mirrored(start), end === null ? size : mirrored(end)];
  return places
    .reverse()
    .slice(first, last)
    .filter((_, i) => i % stride === 0);
}

function gathered(x: View, indices: View, axis: number): View {
  const rank = indices.shape.length;
  return {
    shape: [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)],
    at: (index) => {
      const place = indices.at(index.slice(axis, axis + rank));
      return x.at([...index.slice(0, axis), place, ...index.slice(axis + rank)]);
    },
  };
}

function withAt(index: readonly number[], axis: number, i: number): number[] {
  return index.map((other, at) => (at === axis ? i : other));
}
