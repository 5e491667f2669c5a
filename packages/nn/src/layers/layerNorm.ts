import { type DType, ones, Parameter, type Shape, type Tensor, zeros } from '@pullback/core';
import { add, mean, mul, rsqrt, sub, variance } from '@pullback/ops';
import { checkOptions } from '../hyperparameters';
import { Layer } from '../modules/layer';
import type { LastAxes } from '../modules/shapeRule';
import { checkDType, checkLastAxes, checkPositive, checkSize } from './checks';

export interface LayerNormOptions {
  /** Added to the variance; 1e-5 if not given. */
  readonly epsilon?: number;
  /** Whether scale and shift are learned; true if not given. */
  readonly affine?: boolean;
  /** `float32` if not given. */
  readonly dtype?: DType;
}

type ShapeOf<S> = S extends number ? readonly [S] : S extends Shape ? S : never;

/**
 * `y = (x - mean) / √(variance + epsilon) ⊙ scale + shift`, where mean and variance (divided by `n`) are those of each part of
 * `x` over its last axes. Scale and shift have the shape of such a part; they start at 1 and 0.
 *
 * Shapes: `[…, ...shape]`, kept.
 * From J. L. Ba et al., Layer normalization, arXiv:1607.06450.
 */
export class LayerNorm<const S extends Shape | number> extends Layer<LastAxes<ShapeOf<S>>> {
  /** The last axes of `x`, over which it is normalised. */
  readonly normalizedShape: ShapeOf<S>;
  readonly scale: Parameter<ShapeOf<S>> | undefined;
  readonly shift: Parameter<ShapeOf<S>> | undefined;
  readonly epsilon: number;

  /**
   * @throws ShapeError unless the sizes are whole numbers ≥ 1.
   * @throws PullbackError unless epsilon is a finite number > 0.
   */
  constructor(shape: S, options: LayerNormOptions = {}) {
    super();
    const known = ['epsilon', 'affine', 'dtype'];
    const { epsilon = 1e-5, affine = true, dtype = 'float32' } = checkOptions('LayerNorm', options, known);
    const sizes: Shape = Array.isArray(shape) ? [...shape] : [shape as number];
    for (const size of sizes) checkSize('LayerNorm', 'each size', size);
    checkSize('LayerNorm', 'the number of axes', sizes.length);
    checkPositive('LayerNorm', 'epsilon', epsilon);
    // A number stands for one axis, in the types as here.
    this.normalizedShape = sizes as ShapeOf<S>;
    this.scale = affine ? new Parameter(ones(this.normalizedShape, { dtype })) : undefined;
    this.shift = affine ? new Parameter(zeros(this.normalizedShape, { dtype })) : undefined;
    this.epsilon = epsilon;
  }

  protected compute(x: Tensor): Tensor {
    checkLastAxes('LayerNorm', x, this.normalizedShape);
    if (this.scale !== undefined) checkDType('LayerNorm', x, this.scale as Tensor);
    const axes = this.normalizedShape.map((_, axis) => axis - this.normalizedShape.length);
    const centered: Tensor = sub(x, mean(x, axes, { keepDims: true }));
    const normalized: Tensor = mul(centered, rsqrt(add(variance(x, axes, { keepDims: true }), this.epsilon)));
    if (this.scale === undefined || this.shift === undefined) return normalized;
    return add(mul(normalized, this.scale as Tensor), this.shift as Tensor);
  }
}
