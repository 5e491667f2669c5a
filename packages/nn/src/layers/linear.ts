import type { Parameter, Tensor } from '@pullback/core';
import { add, matmul } from '@pullback/ops';
import { Layer } from '../modules/layer';
import type { LastAxis } from '../modules/shapeRule';
import { checkDType, checkLastAxes, checkSize } from './checks';
import { type WeightAndBiasOptions, weightAndBias } from './weightAndBias';

export type LinearOptions = WeightAndBiasOptions;

/**
 * `y = x W + b`, with `W` of shape `[in, out]` and `b` of `[out]`.
 *
 * Shapes: `[…, in]` → `[…, out]`.
 * Both start uniformly from `-1 / √in` to `1 / √in`, as PyTorch's do.
 */
export class Linear<const In extends number, const Out extends number> extends Layer<LastAxis<In, Out>> {
  readonly weight: Parameter<readonly [In, Out]>;
  readonly bias: Parameter<readonly [Out]> | undefined;

  /**
   * @throws ShapeError unless the sizes are whole numbers ≥ 1.
   * @throws PullbackError without a `Random`.
   */
  constructor(
    readonly inputSize: In,
    readonly outputSize: Out,
    options: LinearOptions,
  ) {
    super();
    checkSize('Linear', 'the input size', inputSize);
    checkSize('Linear', 'the output size', outputSize);
    const made = weightAndBias('Linear', options, [inputSize, outputSize], [outputSize], inputSize);
    this.weight = made.weight;
    this.bias = made.bias;
  }

  protected compute(x: Tensor): Tensor {
    checkLastAxes('Linear', x, [this.inputSize]);
    checkDType('Linear', x, this.weight as Tensor);
    const y: Tensor = matmul(x, this.weight as Tensor);
    return this.bias === undefined ? y : add(y, this.bias as Tensor);
  }
}
