// What the pools share: their options, and the checks that make attrs of them.

import {
  formatShape,
  type HasRankOf,
  type Images,
  type PooledShape,
  type Shape,
  ShapeError,
  type Tensor,
} from '@pullback/core';
import type { Pooling, Windows } from '@pullback/kernels';
import { checkAxes, type NumberOrPair, perAxis, resolveWindows } from './windows';

export interface PoolOptions {
  /** How far the window moves from one output element to the next; by its own size if not given. */
  readonly stride?: NumberOrPair;
  /** How many positions surround the input on each side: at most half of the window, none if not given. */
  readonly padding?: NumberOrPair;
}

/** A pool of images with such options. The first overload is for code that is generic in its sizes. */
export interface PoolOp<Options extends PoolOptions> {
  <B extends number, C extends number>(
    x: Tensor<readonly [B, C, number, number]>,
    size: NumberOrPair,
    options?: Options,
  ): Tensor<readonly [B, C, number, number]>;
  <S extends Shape>(x: Tensor<S> & HasRankOf<S, Images>, size: NumberOrPair, options?: Options): Tensor<PooledShape<S>>;
}

const AXES = ['height', 'width'] as const;

/**
 * The attrs of windows of `size`.
 * @throws ShapeError if they do not go together with `x`, or a window would hold nothing but padding.
 */
export function poolingAttrs(
  op: string,
  x: Tensor,
  size: NumberOrPair,
  { stride = size, padding = 0, dilation = 1 }: PoolOptions & { readonly dilation?: NumberOrPair },
): Pooling {
  checkAxes(op, 'x', x, ['batch', 'channels', ...AXES]);
  const [height, width] = perAxis(op, 'size', size, AXES, 1);
  const taps = Object.freeze([height!, width!] as const);
  checkPadding(op, perAxis(op, 'padding', padding, AXES, 0), taps);
  const windows = resolveWindows(op, AXES, x.shape.slice(2), { size: taps, stride, padding, dilation });
  checkNoneIsPadding(op, x, windows);
  return Object.freeze({ ...windows, size: taps });
}

function checkPadding(op: string, padding: readonly number[], taps: readonly number[]): void {
  for (const [axis, name] of AXES.entries()) {
    if (padding[axis]! > taps[axis]! / 2) {
      throw new ShapeError(
        `${op}: padding must be at most half of the window, got ${padding[axis]} for a window of ${name} ` +
          `${taps[axis]}.`,
      );
    }
  }
}

/** Padding of at most half of the window leaves one case: two taps, further apart than the input is large. */
function checkNoneIsPadding(op: string, x: Tensor, { padding, dilation }: Windows): void {
  for (const [axis, name] of AXES.entries()) {
    if (padding[axis]![0] > 0 && x.shape[axis + 2]! < dilation[axis]!) {
      throw new ShapeError(
        `${op}: every window must hold an element of x, got ${name} ${x.shape[axis + 2]} in ${formatShape(x.shape)}, ` +
          `padded, at dilation ${dilation[axis]}. Leave the padding out.`,
        [x.shape],
      );
    }
  }
}
