// Numbers by which a derivation is off, and where they may come from.

import type { Shape } from '@pullback/core';

/** A factor, and how people come by it. */
export interface Factor {
  readonly value: number;
  /** `2`, `1/64, where 64 is a size`. */
  readonly text: string;
}

/** Those that people forget or add: 2, a sign, and one over sizes, or the products of two sizes, of these shapes. */
export function knownFactors(shapes: readonly Shape[]): readonly Factor[] {
  const sizes = [...new Set(shapes.flat())].filter((size) => size > 1);
  const products = [...new Set(shapes.filter((shape) => shape.length > 1).map((shape) => shape.join('·')))]
    .map((text) => ({ value: text.split('·').reduce((product, size) => product * Number(size), 1), text }))
    .filter(({ value }) => value > 1);
  const counts = [...sizes.map((size) => ({ value: size, text: String(size) })), ...products];
  const plain: Factor[] = [
    { value: 2, text: '2' },
    { value: 1 / 2, text: '1/2' },
    ...counts.flatMap(({ value, text }) => [
      { value: 1 / value, text: `1/(${text})`.replace(/\((\d+)\)/, '$1') },
      { value, text },
    ]),
  ];
  return [
    { value: -1, text: '-1' },
    ...plain,
    ...plain.map(({ value, text }) => ({ value: -value, text: `-${text}` })),
  ];
}

/**
 * The one number, not 0, by which all of `actual` is `expected`, up to `tolerance`; undefined if there is none.
 * Where the expected number is next to 0, so must be the actual one.
 */
export function ratioOf(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): number | undefined {
  let [largest, place] = [0, -1];
  for (let i = 0; i < expected.length; i++) {
    if (!(Math.abs(expected[i]!) > largest)) continue;
    largest = Math.abs(expected[i]!);
    place = i;
  }
  if (place < 0) return undefined;
  const ratio = actual[place]! / expected[place]!;
  const limit = tolerance * Math.abs(ratio) * largest;
  for (let i = 0; i < expected.length; i++) {
    if (!(Math.abs(actual[i]! - ratio * expected[i]!) <= limit)) return undefined;
  }
  return Number.isFinite(ratio) && ratio !== 0 ? ratio : undefined;
}
