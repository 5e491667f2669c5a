import {
  forEachLeaf,
  GradientError,
  type Mirror,
  mapTree,
  type ScalarShape,
  scalar,
  type Tensor,
  type Tree,
} from '@pullback/core';
import { add, cast, div, mul, norm, stack } from '@pullback/ops';
import { checkNumber } from '../hyperparameters';

export interface ClipByNormOptions {
  /** Scale by a norm that is infinite or NaN all the same: what was finite becomes 0, or NaN. An error if not set. */
  readonly allowNonFinite?: boolean;
}

/** Added to the norm before it divides, as in PyTorch. */
const EPSILON = 1e-6;

/**
 * The L2 norm of all gradients together, as if they were one vector: `√(Σ g²)`.
 *
 * Shapes: any tree of float tensors → scalar of float64; 0 if there are none.
 * @throws DTypeError if one is not of a float dtype.
 */
export function globalNorm(gradients: Tree): Tensor<ScalarShape> {
  const norms: Tensor<ScalarShape>[] = [];
  forEachLeaf(gradients, (gradient) => {
    norms.push(norm(gradient.dtype === 'float32' ? cast(gradient, 'float64') : gradient));
  });
  return norms.length === 0 ? scalar(0, { dtype: 'float64' }) : norm(stack(norms));
}

/**
 * Gradients scaled down together, if their global norm is larger than `max`: `g · max / (norm + 10⁻⁶)`. Their direction
 * stays. Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks, 2013.
 *
 * Shapes: any tree of float tensors → its mirror.
 * @throws GradientError if the norm is infinite or NaN, unless that is allowed.
 * @throws PullbackError unless `max` is a finite number > 0.
 */
export function clipByNorm<T extends Tree>(gradients: T, max: number, options: ClipByNormOptions = {}): Mirror<T> {
  checkNumber('clipByNorm', 'max', max, { above: 0 });
  const length = globalNorm(gradients);
  if (!Number.isFinite(length.item()) && options.allowNonFinite !== true) {
    throw new GradientError(
      `clipByNorm: a finite norm is required, got ${length.item()}${culpritOf(gradients)}. ` +
        'Find its source with checkAnomalies(), or pass { allowNonFinite: true }.',
    );
  }
  if (length.item() + EPSILON <= max) return mapTree(gradients, (gradient) => gradient);
  const factor = div(max, add(length, EPSILON));
  return mapTree(gradients, (gradient) => mul(gradient, cast(factor, gradient.dtype)));
}

/** Where the first number is that is not finite; nowhere if all are, and only the norm is too large. */
function culpritOf(gradients: Tree): string {
  let culprit = '';
  forEachLeaf(gradients, ({ data }, path) => {
    if (culprit !== '') return;
    const at = data.findIndex((entry) => !Number.isFinite(entry));
    if (at >= 0) culprit = `, from ${data[at]} at element ${at}${path === '' ? '' : ` of '${path}'`}`;
  });
  return culprit;
}
