// The choices of which generated cases consist: numbers, sizes, axes. Each shrinks towards its simplest.

import type { Shape } from '@pullback/core';
import fc from 'fast-check';
import type { Draw } from '../support';
import type { Case } from '../table';

/** Draws one value after another from fast-check's arbitraries. */
export type Choose = fc.GeneratorValue;

/** Makes a case, choice by choice. */
export type Generate = (choose: Choose) => Case;

/** A whole number from `low` to `high`, both included. */
export function whole(choose: Choose, low: number, high: number): number {
  return choose(evenly, low, high);
}

/** A seed for numbers that are drawn apart from fast-check; it says nothing by being small. */
export function seed(choose: Choose): number {
  return choose(anySeed);
}

export function oneOf<const T>(choose: Choose, ...options: readonly T[]): T {
  return options[whole(choose, 0, options.length - 1)]!;
}

/** True once in so many times. */
export function onceIn(choose: Choose, times: number): boolean {
  return whole(choose, 1, times) === times;
}

/** `length` choices of one kind. */
export function each<T>(length: number, one: (i: number) => T): T[] {
  return Array.from({ length }, (_, i) => one(i));
}

/** 1, 2, 3, 4 or 5, each but for the ones another as long as that is possible; sometimes twice the same, or 0. */
export function sizes(choose: Choose, rank: number, { least = 0 }: { readonly least?: 0 | 1 } = {}): number[] {
  const fresh = shuffled(choose, [2, 3, 4, 5]);
  return each(rank, (axis) => {
    const kind = whole(choose, 0, 15);
    if (kind === 15) return least;
    if (kind === 14) return fresh[0]!;
    return kind < 2 ? 1 : fresh[axis % fresh.length]!;
  });
}

/** A shape of any rank from `least` to 4. */
export function shape(choose: Choose, least = 0): number[] {
  return sizes(choose, whole(choose, least, 4));
}

/** A shape that broadcasts to `wide`: without some of its first axes, and with size 1 along some others. */
export function narrowed(choose: Choose, wide: Shape): number[] {
  const dropped = onceIn(choose, 3) ? whole(choose, 0, wide.length) : 0;
  return wide.slice(dropped).map((size) => (onceIn(choose, 4) ? 1 : size));
}

/** All of them, in another order. */
export function shuffled<T>(choose: Choose, values: readonly T[]): T[] {
  return some(choose, values, values.length);
}

/** Some of them, in any order. */
export function some<T>(choose: Choose, values: readonly T[], least = 0): T[] {
  return choose(fc.shuffledSubarray<T>, [...values], { minLength: least });
}

/** The axis, counted from the front or from the back. */
export function named(choose: Choose, axis: number, rank: number): number {
  return onceIn(choose, 2) ? axis - rank : axis;
}

/** One axis of so many. */
export function anAxis(choose: Choose, rank: number): number {
  return named(choose, whole(choose, 0, rank - 1), rank);
}

/** Axes as the rest of a call: none given, one, or a list of any of them. */
export function axesGiven(choose: Choose, rank: number): readonly [] | readonly [number | number[]] {
  const kind = whole(choose, 0, 3);
  if (kind === 0) return [];
  if (kind === 1 && rank > 0) return [anAxis(choose, rank)];
  return [some(choose, range(rank)).map((axis) => named(choose, axis, rank))];
}

/** 0, 1, …, `count` - 1. */
export function range(count: number): number[] {
  return each(count, (i) => i);
}

/** The case of these shapes and this rest, with draws of its own if the row's do not fit it. */
export function made(shapes: readonly Shape[], rest: readonly unknown[] = [], draws?: readonly Draw[]): Case {
  return draws === undefined ? { shapes, rest } : { shapes, rest, draws };
}

/** Every number as likely as any other: left to itself, fast-check draws mostly the first and the last. */
function evenly(min: number, max: number): fc.Arbitrary<number> {
  return fc.noBias(fc.integer({ min, max }));
}

function anySeed(): fc.Arbitrary<number> {
  return fc.noShrink(fc.nat());
}
