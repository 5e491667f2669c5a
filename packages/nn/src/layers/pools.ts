// Layers of the ops that pool images; windows are checked when the image comes.

import type { Tensor } from '@pullback/core';
import { type AvgPool2dOptions, avgPool2d, type MaxPool2dOptions, maxPool2d } from '@pullback/ops';
import { Layer } from '../modules/layer';
import type { Pooled } from '../modules/shapeRule';

type WindowSize = number | readonly [height: number, width: number];

/**
 * Largest element of each window; see the op `maxPool2d`.
 *
 * Shapes: `[n, channels, height, width]` → `[n, channels, outHeight, outWidth]`.
 */
export class MaxPool2d extends Layer<Pooled> {
  constructor(
    readonly size: WindowSize,
    private readonly options: MaxPool2dOptions = {},
  ) {
    super();
  }

  protected compute(x: Tensor): Tensor {
    return maxPool2d(x, this.size, this.options);
  }
}

/**
 * Mean of each window; see the op `avgPool2d`.
 *
 * Shapes: `[n, channels, height, width]` → `[n, channels, outHeight, outWidth]`.
 */
export class AvgPool2d extends Layer<Pooled> {
  constructor(
    readonly size: WindowSize,
    private readonly options: AvgPool2dOptions = {},
  ) {
    super();
  }

  protected compute(x: Tensor): Tensor {
    return avgPool2d(x, this.size, this.options);
  }
}
