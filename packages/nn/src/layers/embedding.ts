import type { Parameter, Tensor } from '@pullback/core';
import { embedding } from '@pullback/ops';
import { checkOptions } from '../hyperparameters';
import { checkRandom } from '../initializers/checks';
import { normal } from '../initializers/normal';
import { Layer } from '../modules/layer';
import type { Embedded } from '../modules/shapeRule';
import { checkSize } from './checks';
import { initialized, type WeightOptions } from './weightAndBias';

export type EmbeddingOptions = WeightOptions;

/**
 * A table `[count, size]` of vectors that are learned, one for each index.
 *
 * Shapes: indices of int32 `[…]` → `[…, size]`.
 * The table starts normally with mean 0 and deviation 1, as PyTorch's does.
 */
export class Embedding<const Count extends number, const Size extends number> extends Layer<Embedded<Size>> {
  readonly weight: Parameter<readonly [Count, Size]>;

  /**
   * @throws ShapeError unless the sizes are whole numbers ≥ 1.
   * @throws PullbackError without a `Random`.
   */
  constructor(
    readonly count: Count,
    readonly size: Size,
    options: EmbeddingOptions,
  ) {
    super();
    checkSize('Embedding', 'the count', count);
    checkSize('Embedding', 'the size', size);
    checkRandom('Embedding', options);
    checkOptions('Embedding', options, ['random', 'dtype', 'weight']);
    const { random, dtype = 'float32', weight = normal } = options;
    this.weight = initialized('Embedding: weight', weight, [count, size], { random, dtype });
  }

  protected compute(indices: Tensor): Tensor {
    return embedding(this.weight as Tensor, indices);
  }
}
