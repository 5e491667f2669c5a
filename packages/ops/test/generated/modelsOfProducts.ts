// What products, convolutions and pools give: the sums of their docstrings, term by term.

import type { Shape } from '@pullback/core';
import type { OpName } from '../table';
import { commonShape, indicesOf, type Model, stretched, total, type View } from './views';

type PerAxis = number | readonly number[];

interface Windows {
  readonly stride?: PerAxis;
  readonly padding?: PerAxis | 'same' | 'valid';
  readonly dilation?: PerAxis;
  readonly groups?: number;
  readonly countPadding?: boolean;
}

export const modelsOfProducts: Partial<Record<OpName, Model>> = {
  avgPool2d: ([x], size: PerAxis, options: Windows = {}) => {
    const taps = perAxis(size, 2);
    return pooled(x!, taps, options, (read) => {
      const count = options.countPadding === false ? read.length : taps[0]! * taps[1]!;
      return total(read) / count;
    });
  },

  conv1d: ([x, weight], options) => convolved(x!, weight!, options),
  conv2d: ([x, weight], options) => convolved(x!, weight!, options),

  einsum: (inputs, expression: string) => {
    const [left, right] = expression.split('->') as [string, string?];
    const terms = left.split(',');
    const ranks = terms.map((term, i) => inputs[i]!.shape.length - lettersOf(term).length);
    const ellipsis = commonShape(inputs.map(({ shape }, i) => leftOver(terms[i]!, shape, ranks[i]!)));
    const sizes = new Map(terms.flatMap((term, i) => namedSizes(term, inputs[i]!.shape, ranks[i]!)));
    const letters = lettersOf(left.replaceAll(',', ''));
    const once = letters.filter((letter) => letters.indexOf(letter) === letters.lastIndexOf(letter)).sort();
    const output = right ?? `...${once.join('')}`;
    const summed = [...sizes.keys()].filter((letter) => !output.includes(letter));
    const expand = <T>(term: string, dots: readonly T[], named: (letter: string) => T): T[] =>
      [...term.replace('...', '.')].flatMap((label) => (label === '.' ? dots : [named(label)]));
    return {
      shape: expand(output, ellipsis, (letter) => sizes.get(letter)!),
      at: (index) => {
        const start = output.includes('...') ? output.indexOf('...') : output.length;
        const dots = index.slice(start, start + ellipsis.length);
        const kept = [...index.slice(0, start), ...index.slice(start + ellipsis.length)];
        const named = new Map(lettersOf(output).map((letter, i) => [letter, kept[i]!]));
        const products = indicesOf(summed.map((letter) => sizes.get(letter)!)).map((over) => {
          const place = (letter: string): number => named.get(letter) ?? over[summed.indexOf(letter)]!;
          const factors = terms.map((term, i) => {
            const own = leftOver(term, inputs[i]!.shape, ranks[i]!);
            const ownDots = own.map((size, axis) => (size === 1 ? 0 : dots[axis + dots.length - own.length]!));
            return inputs[i]!.at(expand(term, ownDots, place));
          });
          return factors.reduce((product, factor) => product * factor, 1);
        });
        return total(products);
      },
    };
  },

  matmul: ([a, b], { transposeA = false, transposeB = false } = {}) => {
    const [left, right] = [asMatrices(a!, transposeA, 'row'), asMatrices(b!, transposeB, 'column')];
    const stack = commonShape([left.shape.slice(0, -2), right.shape.slice(0, -2)]);
    const [m, k, n] = [left.shape.at(-2)!, left.shape.at(-1)!, right.shape.at(-1)!];
    const [wideLeft, wideRight] = [stretchedStack(left, stack), stretchedStack(right, stack)];
    const [hasRow, hasColumn] = [a!.shape.length > 1, b!.shape.length > 1];
    return {
      shape: [...stack, ...(hasRow ? [m] : []), ...(hasColumn ? [n] : [])],
      at: (index) => {
        const place = index.slice(0, stack.length);
        const row = hasRow ? index[stack.length]! : 0;
        const column = hasColumn ? index.at(-1)! : 0;
        return total(
          indicesOf([k]).map(([i]) => wideLeft.at([...place, row, i!]) * wideRight.at([...place, i!, column])),
        );
      },
    };
  },

  maxPool2d: ([x], size: PerAxis, options: Windows = {}) =>
    pooled(x!, perAxis(size, 2), options, (read) => Math.max(...read)),

  outer: ([a, b]) => ({
    shape: [...a!.shape, ...b!.shape],
    at: ([i, j]) => a!.at([i!]) * b!.at([j!]),
  }),
};

function perAxis(given: PerAxis, axes: number): readonly number[] {
  return typeof given === 'number' ? Array.from({ length: axes }, () => given) : given;
}

/** For each window the elements that it reads, with the place in the window of each; padding is left out. */
function windowsOf(sizes: Shape, taps: Shape, { stride = 1, padding = 0, dilation = 1 }: Windows) {
  const [steps, gaps] = [perAxis(stride, taps.length), perAxis(dilation, taps.length)];
  const extents = taps.map((count, axis) => gaps[axis]! * (count - 1) + 1);
  const before =
    padding === 'same'
      ? extents.map((extent) => Math.floor((extent - 1) / 2))
      : perAxis(padding === 'valid' ? 0 : padding, taps.length);
  const padded = sizes.map((size, axis) => size + (padding === 'same' ? extents[axis]! - 1 : 2 * before[axis]!));
  return {
    counts: padded.map((size, axis) => Math.floor((size - extents[axis]!) / steps[axis]!) + 1),
    readAt: (window: readonly number[]) =>
      indicesOf(taps)
        .map((tap) => ({
          tap,
          place: tap.map((t, axis) => window[axis]! * steps[axis]! + t * gaps[axis]! - before[axis]!),
        }))
        .filter(({ place }) => place.every((i, axis) => i >= 0 && i < sizes[axis]!)),
  };
}

function convolved(x: View, weight: View, options: Windows = {}): View {
  const [outChannels, channels, ...taps] = weight.shape as [number, number, ...number[]];
  const { counts, readAt } = windowsOf(x.shape.slice(2), taps, options);
  const outOfEach = outChannels / (options.groups ?? 1);
  return {
    shape: [x.shape[0]!, outChannels, ...counts],
    at: ([n, o, ...window]) => {
      const group = Math.floor(o! / outOfEach);
      const terms = readAt(window).flatMap(({ tap, place }) =>
        indicesOf([channels]).map(([c]) => x.at([n!, group * channels + c!, ...place]) * weight.at([o!, c!, ...tap])),
      );
      return total(terms);
    },
  };
}

function pooled(x: View, taps: Shape, options: Windows, pool: (read: readonly number[]) => number): View {
  const { counts, readAt } = windowsOf(x.shape.slice(2), taps, { stride: taps, ...options });
  return {
    shape: [x.shape[0]!, x.shape[1]!, ...counts],
    at: ([n, c, ...window]) => pool(readAt(window).map(({ place }) => x.at([n!, c!, ...place]))),
  };
}

/** A vector as a matrix, and a matrix not transposed. */
function asMatrices({ shape, at }: View, isTransposed: boolean, vectorIs: 'row' | 'column'): View {
  if (shape.length === 1) {
    return vectorIs === 'row'
      ? { shape: [1, ...shape], at: ([, i]) => at([i!]) }
      : { shape: [...shape, 1], at: ([i]) => at([i!]) };
  }
  if (!isTransposed) return { shape, at };
  const swapped = <T>(list: readonly T[]): T[] => [...list.slice(0, -2), list.at(-1)!, list.at(-2)!];
  return { shape: swapped(shape), at: (index) => at(swapped(index)) };
}

function stretchedStack(x: View, stack: Shape): View {
  return stretched(x, [...stack, ...x.shape.slice(-2)]);
}

const lettersOf = (term: string): string[] => [...term.replaceAll('.', '')];

/** The sizes that the term's `...` stands for. */
function leftOver(term: string, shape: Shape, count: number): Shape {
  const start = term.includes('...') ? term.indexOf('...') : 0;
  return shape.slice(start, start + count);
}

function namedSizes(term: string, shape: Shape, count: number): [string, number][] {
  const start = term.includes('...') ? term.indexOf('...') : 0;
  const named = [...shape.slice(0, start), ...shape.slice(start + count)];
  return lettersOf(term).map((letter, i) => [letter, named[i]!]);
}
