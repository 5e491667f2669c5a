import {
  type DType,
  formatShape,
  ones,
  Parameter,
  type Shape,
  ShapeError,
  type Tensor,
  untracked,
  zeros,
} from '@pullback/core';
import { add, mean, mul, reshape, rsqrt, sub, variance } from '@pullback/ops';
import { checkOptions } from '../hyperparameters';
import { Buffer } from '../modules/buffer';
import { Layer } from '../modules/layer';
import type { ChannelAxis } from '../modules/shapeRule';
import { checkChannels, checkDType, checkPositive, checkShare, checkSize } from './checks';

export interface BatchNormOptions {
  /** The weight of a new batch in the running statistics; 0.1 if not given. */
  readonly momentum?: number;
  /** Added to the variance; 1e-5 if not given. */
  readonly epsilon?: number;
  /** Whether scale and shift are learned; true if not given. */
  readonly affine?: boolean;
  /** `float32` if not given. */
  readonly dtype?: DType;
}

/**
 * `y = (x - mean) / √(variance + epsilon) ⊙ scale + shift`, channel by channel. Scale and shift start at 1 and 0.
 *
 * In training, mean and variance (divided by the number `n` of values in a channel) are those of the batch, and the running
 * statistics follow: `running ← (1 - momentum) · running + momentum · batch`, with the variance of the batch divided by
 * `n - 1`, as PyTorch does. In evaluation the running statistics, which start at 0 and 1, are used as they are.
 *
 * Shapes: `[n, channels]` or `[n, channels, …]`, kept.
 * From S. Ioffe and C. Szegedy, Batch normalization, arXiv:1502.03167.
 */
export class BatchNorm<const Channels extends number> extends Layer<ChannelAxis<Channels>> {
  readonly scale: Parameter<readonly [Channels]> | undefined;
  readonly shift: Parameter<readonly [Channels]> | undefined;
  readonly runningMean: Buffer<readonly [Channels]>;
  readonly runningVariance: Buffer<readonly [Channels]>;
  readonly momentum: number;
  readonly epsilon: number;

  /**
   * @throws ShapeError unless the number of channels is a whole number ≥ 1.
   * @throws PullbackError unless momentum is a number from 0 to 1, and epsilon finite and > 0.
   */
  constructor(
    readonly channels: Channels,
    options: BatchNormOptions = {},
  ) {
    super();
    const known = ['momentum', 'epsilon', 'affine', 'dtype'];
    const {
      momentum = 0.1,
      epsilon = 1e-5,
      affine = true,
      dtype = 'float32',
    } = checkOptions('BatchNorm', options, known);
    checkSize('BatchNorm', 'the number of channels', channels);
    checkShare('BatchNorm', 'momentum', momentum);
    checkPositive('BatchNorm', 'epsilon', epsilon);
    this.scale = affine ? new Parameter(ones([channels], { dtype })) : undefined;
    this.shift = affine ? new Parameter(zeros([channels], { dtype })) : undefined;
    this.runningMean = new Buffer(zeros([channels], { dtype }));
    this.runningVariance = new Buffer(ones([channels], { dtype }));
    this.momentum = momentum;
    this.epsilon = epsilon;
  }

  protected compute(x: Tensor): Tensor {
    checkChannels('BatchNorm', x, this.channels);
    checkDType('BatchNorm', x, this.runningMean as Tensor);
    const along: Shape = [this.channels, ...x.shape.slice(2).fill(1)];
    const channelwise = (statistic: Tensor): Tensor => reshape(statistic, along);
    const [center, spread] = this.isTraining ? this.followBatch(x) : [this.runningMean, this.runningVariance];
    const gain = rsqrt(add(channelwise(spread as Tensor), this.epsilon));
    const normalized: Tensor = mul(sub(x, channelwise(center as Tensor)), gain);
    if (this.scale === undefined || this.shift === undefined) return normalized;
    return add(mul(normalized, channelwise(this.scale as Tensor)), channelwise(this.shift as Tensor));
  }

  /** Mean and variance of the batch, which the running statistics have then followed. */
  private followBatch(x: Tensor): readonly [Tensor, Tensor] {
    const count = x.size / this.channels;
    if (count < 2) {
      throw new ShapeError(
        `BatchNorm: training takes two values or more in each channel, got ${formatShape(x.shape)}, which has ${count}. ` +
          'Pass a larger batch, leave such a one out (dropLast), or use eval().',
        [x.shape],
      );
    }
    const axes = [...x.shape.keys()].filter((axis) => axis !== 1);
    const statistics = [mean(x, axes), variance(x, axes)] as const;
    untracked(() => {
      follow(this.runningMean, statistics[0], this.momentum);
      follow(this.runningVariance, mul(statistics[1], count / (count - 1)), this.momentum);
    });
    return statistics;
  }
}

function follow(running: Buffer, batch: Tensor, momentum: number): void {
  running.assign(add(mul(running, 1 - momentum), mul(batch, momentum)));
}
