import type { Images, Parameter, Tensor } from '@pullback/core';
import { add, type Conv2dOptions, conv2d, reshape } from '@pullback/ops';
import { Layer } from '../modules/layer';
import type { Convolved } from '../modules/shapeRule';
import { checkChannels, checkDType, checkSize } from './checks';
import { checkGroups } from './groups';
import { type WeightAndBiasOptions, WINDOWS, weightAndBias } from './weightAndBias';

export interface Conv2dLayerOptions extends Conv2dOptions, WeightAndBiasOptions {}

/**
 * Convolution of images with a weight `[out, in / groups, kernelHeight, kernelWidth]`, plus a bias `[out]`; see the op `conv2d`
 * for stride, padding, dilation and groups.
 *
 * Shapes: `[n, in, height, width]` → `[n, out, outHeight, outWidth]`.
 * Both start uniformly from `-1 / √fan` to `1 / √fan`, `fan = in / groups · kernelHeight · kernelWidth`, as PyTorch's do.
 */
export class Conv2d<const In extends number, const Out extends number> extends Layer<Convolved<In, Out, Images>> {
  readonly weight: Parameter<readonly [Out, number, number, number]>;
  readonly bias: Parameter<readonly [Out]> | undefined;
  private readonly windows: Conv2dOptions;

  /**
   * @throws ShapeError unless the sizes are whole numbers ≥ 1, and groups divide the channels.
   * @throws PullbackError without a `Random`.
   */
  constructor(
    readonly inputChannels: In,
    readonly outputChannels: Out,
    kernelSize: number | readonly [height: number, width: number],
    options: Conv2dLayerOptions,
  ) {
    super();
    const { stride = 1, padding = 0, dilation = 1, groups = 1 } = options ?? {};
    const [height, width] = typeof kernelSize === 'number' ? [kernelSize, kernelSize] : kernelSize;
    checkSize('Conv2d', 'the kernel height', height);
    checkSize('Conv2d', 'the kernel width', width);
    checkGroups('Conv2d', inputChannels, outputChannels, groups);
    const shape = [outputChannels, inputChannels / groups, height, width] as const;
    const made = weightAndBias('Conv2d', options, shape, [outputChannels], shape[1] * height * width, WINDOWS);
    this.weight = made.weight;
    this.bias = made.bias;
    this.windows = { stride, padding, dilation, groups };
  }

  protected compute(x: Tensor): Tensor {
    checkChannels('Conv2d', x, this.inputChannels);
    checkDType('Conv2d', x, this.weight as Tensor);
    const y: Tensor = conv2d(x, this.weight as Tensor, this.windows);
    return this.bias === undefined ? y : add(y, reshape(this.bias as Tensor, [-1, 1, 1]));
  }
}
