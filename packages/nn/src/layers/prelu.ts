import { type DType, full, Parameter, type Tensor } from '@pullback/core';
import { prelu, reshape } from '@pullback/ops';
import { checkOptions } from '../hyperparameters';
import { checkFinite } from '../initializers/checks';
import { Layer } from '../modules/layer';
import type { Given, ShapeRule, WithChannels } from '../modules/shapeRule';
import { checkChannels, checkDType, checkSize } from './checks';

export interface PReLUOptions {
  /** Where all slopes start; 0.25 if not given. */
  readonly slope?: number;
  /** `float32` if not given. */
  readonly dtype?: DType;
}

/** One slope serves any shape. */
interface PReLURule<Channels extends number> extends ShapeRule {
  readonly required: Channels extends 1 ? Given<this> : WithChannels<Given<this>, Channels>;
  readonly output: Given<this>;
}

/**
 * `y = x where x > 0, else slope · x`, with a slope that is learned: one for all, or one for each channel; see the op `prelu`.
 *
 * Shapes: any, or `[n, channels, …]` if there are several; kept.
 */
export class PReLU<const Channels extends number = 1> extends Layer<PReLURule<Channels>> {
  readonly slope: Parameter<readonly [Channels]>;
  readonly channels: Channels;

  /**
   * @throws ShapeError unless the number of channels is a whole number ≥ 1.
   * @throws PullbackError unless the slope is a finite number.
   */
  constructor(channels?: Channels, options: PReLUOptions = {}) {
    super();
    const { slope = 0.25, dtype = 'float32' } = checkOptions('PReLU', options, ['slope', 'dtype']);
    // The default of the type is that of the value.
    this.channels = channels ?? (1 as Channels);
    checkSize('PReLU', 'the number of channels', this.channels);
    checkFinite('PReLU', 'the slope', slope);
    this.slope = new Parameter(full([this.channels], slope, { dtype }));
  }

  protected compute(x: Tensor): Tensor {
    checkDType('PReLU', x, this.slope as Tensor);
    if (this.channels === 1) return prelu(x, reshape(this.slope as Tensor, []));
    checkChannels('PReLU', x, this.channels);
    return prelu(x, reshape(this.slope as Tensor, [this.channels as number, ...x.shape.slice(2).fill(1)]) as Tensor);
  }
}
