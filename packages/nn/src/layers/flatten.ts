import type { Tensor } from '@pullback/core';
import { flatten } from '@pullback/ops';
import { Layer } from '../modules/layer';
import type { FlattenedFrom } from '../modules/shapeRule';

/**
 * The axes from `startAxis` on as one; 1, which keeps the examples of a batch apart, if not given.
 *
 * Shapes: `[n, …]` → `[n, size]`.
 */
export class Flatten<const Axis extends number = 1> extends Layer<FlattenedFrom<Axis>> {
  readonly startAxis: Axis;

  constructor(startAxis?: Axis) {
    super();
    // The default of the type is that of the value.
    this.startAxis = startAxis ?? (1 as Axis);
  }

  protected compute(x: Tensor): Tensor {
    return flatten(x, this.startAxis as number);
  }
}
