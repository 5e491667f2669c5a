import type { Parameter, Signals, Tensor } from '@pullback/core';
import { add, type Conv1dOptions, conv1d, reshape } from '@pullback/ops';
import { Layer } from '../modules/layer';
import type { Convolved } from '../modules/shapeRule';
import { checkChannels, checkDType, checkSize } from './checks';
import { checkGroups } from './groups';
import { type WeightAndBiasOptions, WINDOWS, weightAndBias } from './weightAndBias';

export interface Conv1dLayerOptions extends Conv1dOptions, WeightAndBiasOptions {}

/**
 * Convolution of signals with a weight `[out, in / groups, kernelLength]`, plus a bias `[out]`; see the op `conv1d` for stride,
 * padding, dilation and groups.
 *
 * Shapes: `[n, in, length]` → `[n, out, outLength]`.
 * Both start uniformly from `-1 / √fan` to `1 / √fan`, `fan = in / groups · kernelLength`, as PyTorch's do.
 */
export class Conv1d<const In extends number, const Out extends number> extends Layer<Convolved<In, Out, Signals>> {
  readonly weight: Parameter<readonly [Out, number, number]>;
  readonly bias: Parameter<readonly [Out]> | undefined;
  private readonly windows: Conv1dOptions;

  /**
   * @throws ShapeError unless the sizes are whole numbers ≥ 1, and groups divide the channels.
   * @throws PullbackError without a `Random`.
   */
  constructor(
    readonly inputChannels: In,
    readonly outputChannels: Out,
    kernelLength: number,
    options: Conv1dLayerOptions,
  ) {
    super();
    const { stride = 1, padding = 0, dilation = 1, groups = 1 } = options ?? {};
    checkSize('Conv1d', 'the kernel length', kernelLength);
    checkGroups('Conv1d', inputChannels, outputChannels, groups);
    const shape = [outputChannels, inputChannels / groups, kernelLength] as const;
    const made = weightAndBias('Conv1d', options, shape, [outputChannels], shape[1] * kernelLength, WINDOWS);
    this.weight = made.weight;
    this.bias = made.bias;
    this.windows = { stride, padding, dilation, groups };
  }

  protected compute(x: Tensor): Tensor {
    checkChannels('Conv1d', x, this.inputChannels);
    checkDType('Conv1d', x, this.weight as Tensor);
    const y: Tensor = conv1d(x, this.weight as Tensor, this.windows);
    return this.bias === undefined ? y : add(y, reshape(this.bias as Tensor, [-1, 1]));
  }
}
