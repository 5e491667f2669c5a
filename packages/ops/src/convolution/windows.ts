// How windows move over images of one or two axes: from options as users write them to attrs, or an error.

import { formatShape, type Shape, ShapeError, spell, type Tensor } from '@pullback/core';
import type { Pair, Windows } from '@pullback/kernels';

/** A number for both axes of an image, or one for each: [height, width]. */
export type NumberOrPair = number | Pair;

/** The axes of an image: a length, or a height and a width. */
export type AxisNames = readonly ['length'] | readonly ['height', 'width'];

export interface GivenWindows {
  readonly size: readonly number[];
  readonly stride: NumberOrPair;
  readonly padding: NumberOrPair | 'same' | 'valid';
  readonly dilation: NumberOrPair;
}

/** @throws ShapeError unless `x` has these axes. */
export function checkAxes(op: string, name: string, x: Tensor, axes: readonly string[]): void {
  if (x.rank === axes.length) return;
  throw new ShapeError(
    `${op}: ${name} must be [${axes.join(', ')}], got ${formatShape(x.shape)}. Give it these axes with reshape().`,
    [x.shape],
  );
}

/**
 * The attrs of windows that move over `axes` of the given sizes. A length is taken for the width of an image of
 * height 1.
 * @throws ShapeError if a window does not fit, or a number is none that windows can have.
 */
export function resolveWindows(op: string, axes: AxisNames, sizes: Shape, given: GivenWindows): Windows {
  const stride = perAxis(op, 'stride', given.stride, axes, 1);
  const dilation = perAxis(op, 'dilation', given.dilation, axes, 1);
  const extents = given.size.map((size, axis) => dilation[axis]! * (size - 1) + 1);
  const padding = resolvePadding(op, axes, given.padding, stride, extents);
  for (const [axis, extent] of extents.entries()) {
    const [before, after] = padding[axis]!;
    const room = sizes[axis]! + before + after;
    if (extent > room) {
      throw new ShapeError(
        `${op}: windows must fit into the padded ${axes[axis]}, got size ${given.size[axis]} at dilation ` +
          `${dilation[axis]} over ${before} + ${sizes[axis]} + ${after} (${extent} > ${room}).`,
      );
    }
  }
  return Object.freeze({
    stride: asPair(stride, 1),
    padding: asPair(padding, NO_PADDING),
    dilation: asPair(dilation, 1),
  });
}

/**
 * A whole number for each axis.
 * @throws ShapeError if one is less than `least`, or no whole number.
 */
export function perAxis(
  op: string,
  option: string,
  given: unknown,
  axes: AxisNames,
  least: 0 | 1,
  others: readonly string[] = [],
): readonly number[] {
  const numbers: unknown = typeof given === 'number' ? axes.map(() => given) : given;
  const isRight = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= least;
  if (Array.isArray(numbers) && numbers.length === axes.length && Array.from(numbers).every(isRight)) return numbers;
  const pair = axes.length === 2 ? ['a pair [height, width] of them'] : [];
  const allowed = [`a whole number ≥ ${least}`, ...pair, ...others];
  const got = typeof given === 'string' ? `'${given}'` : spell(given);
  throw new ShapeError(`${op}: ${option} must be ${listed(allowed)}, got ${got}.`);
}

/** How many windows there are along each axis: `⌊(size + before + after - dilation · (taps - 1) - 1) / stride⌋ + 1`. */
export function windowCounts(sizes: Shape, taps: Shape, { stride, padding, dilation }: Windows): number[] {
  return sizes.map((size, axis) => {
    const [before, after] = padding[axis]!;
    const extent = dilation[axis]! * (taps[axis]! - 1) + 1;
    return Math.floor((size + before + after - extent) / stride[axis]!) + 1;
  });
}

const NO_PADDING: Pair = Object.freeze([0, 0] as const);

function resolvePadding(
  op: string,
  axes: AxisNames,
  given: GivenWindows['padding'],
  stride: readonly number[],
  extents: readonly number[],
): readonly Pair[] {
  if (given === 'valid') return axes.map(() => NO_PADDING);
  if (given !== 'same') {
    const padding = perAxis(op, 'padding', given, axes, 0, ["'same'", "'valid'"]);
    return padding.map((size) => Object.freeze([size, size] as const));
  }
  if (stride.some((step) => step !== 1)) {
    const got = stride.length === 1 ? stride[0] : formatShape(stride);
    throw new ShapeError(`${op}: padding 'same' requires stride 1, got ${got}. Give the padding as a number.`);
  }
  return extents.map((extent) => {
    const before = Math.floor((extent - 1) / 2);
    return Object.freeze([before, extent - 1 - before] as const);
  });
}

/** A length comes second, as a width. */
function asPair<T>(perAxis: readonly T[], ofHeightOne: T): readonly [T, T] {
  return Object.freeze(perAxis.length === 1 ? [ofHeightOne, perAxis[0]!] : [perAxis[0]!, perAxis[1]!]);
}

function listed(options: readonly string[]): string {
  return options.length === 1 ? options[0]! : `${options.slice(0, -1).join(', ')} or ${options.at(-1)}`;
}
