import {
  type DType,
  formatShape,
  type Random,
  type Shape,
  ShapeError,
  sizeOf,
  type Tensor,
  zeros,
} from '@pullback/core';
import { matmul, mul, reshape, softmax, split, transpose, where } from '@pullback/ops';
import { checkOptions } from '../hyperparameters';
import { checkRandom } from '../initializers/checks';
import { xavierUniform } from '../initializers/xavier';
import { Layer } from '../modules/layer';
import type { LastAxis } from '../modules/shapeRule';
import { checkLastAxes, checkSize } from './checks';
import { Dropout } from './dropout';
import { Linear } from './linear';

export interface MultiHeadSelfAttentionOptions {
  /** Where the first values come from, and the draws of dropout. */
  readonly random: Random;
  /** Whether each position sees only itself and those before it; false if not given. */
  readonly causal?: boolean;
  /** Whether projection and output have a bias; true if not given. */
  readonly bias?: boolean;
  /** The rate of dropout of attention weights in training; 0 if not given. */
  readonly dropout?: number;
  /** `float32` if not given. */
  readonly dtype?: DType;
}

/**
 * Each position of a sequence becomes a mean of all, weighted by how well its query fits their keys: for each head
 * `softmax(Q Kᵀ / √d) V`, with `d = size / heads`. `projection` gives `Q`, `K` and `V`, side by side in this order, each with its
 * heads side by side; `output` mixes the heads.
 *
 * Shapes: `[…, length, size]`, kept.
 * The weight of `projection` starts uniformly from `-√(6 / (4 size))` to `√(6 / (4 size))`, that of `output` from `-1 / √size`
 * to `1 / √size`, both biases at 0, as PyTorch's do.
 * From A. Vaswani et al., Attention is all you need, arXiv:1706.03762.
 */
export class MultiHeadSelfAttention<const Size extends number> extends Layer<LastAxis<Size, Size>> {
  readonly projection: Linear<Size, number>;
  readonly output: Linear<Size, Size>;
  readonly dropout: Dropout;
  readonly isCausal: boolean;

  /**
   * @throws ShapeError unless both are whole numbers ≥ 1, and `heads` divides `size`.
   * @throws PullbackError without a `Random`, or if the rate of dropout is no number from 0 to 1.
   */
  constructor(
    readonly size: Size,
    readonly heads: number,
    options: MultiHeadSelfAttentionOptions,
  ) {
    super();
    checkSize('MultiHeadSelfAttention', 'the size', size);
    checkSize('MultiHeadSelfAttention', 'the number of heads', heads);
    if (size % heads !== 0) {
      throw new ShapeError(
        `MultiHeadSelfAttention: heads must divide the size, got ${size} and ${heads} heads ` +
          `(${size} is not a multiple of ${heads}).`,
      );
    }
    checkRandom('MultiHeadSelfAttention', options);
    checkOptions('MultiHeadSelfAttention', options, ['random', 'causal', 'bias', 'dropout', 'dtype']);
    const { random, causal = false, bias = true, dropout = 0, dtype = 'float32' } = options;
    const start = { random, dtype, bias: bias && zeros };
    this.projection = new Linear(size, 3 * size, { ...start, weight: xavierUniform });
    this.output = new Linear(size, size, start);
    this.dropout = new Dropout(dropout, { random });
    this.isCausal = causal;
  }

  protected compute(x: Tensor): Tensor {
    checkLastAxes('MultiHeadSelfAttention', x, [this.size]);
    const length = x.shape.at(-2);
    if (length === undefined) {
      throw new ShapeError(
        `MultiHeadSelfAttention: x must be [length, size], or a stack of such, got ${formatShape(x.shape)}.`,
        [x.shape],
      );
    }
    const batch = sizeOf(x.shape.slice(0, -2));
    const projected: Tensor = this.projection.forward(x as Tensor);
    const [query, key, value] = split(projected, 3, -1).map((part) => this.divideHeads(part, batch, length));
    const scores: Tensor = mul(matmul(query!, key!, { transposeB: true }), Math.sqrt(this.heads / this.size));
    const weights = softmax(this.isCausal ? where(causalMask(length), scores, -Infinity) : scores);
    const mixed = matmul(this.dropout.forward(weights), value!);
    return this.output.forward(reshape(transpose(mixed, [0, 2, 1, 3]), x.shape) as Tensor);
  }

  /** `[…, length, size]` → `[batch, heads, length, d]`. */
  private divideHeads(x: Tensor, batch: number, length: number): Tensor {
    const divided: Shape = [batch, length, this.heads, this.size / this.heads];
    return transpose(reshape(x, divided), [0, 2, 1, 3]);
  }
}

/** `[length, length]`: true where the column is not after the row. */
function causalMask(length: number): Tensor {
  const mask = zeros([length, length], { dtype: 'bool' });
  for (let row = 0; row < length; row++) mask.data.fill(1, row * length, row * length + row + 1);
  return mask;
}
