import { checkFunction } from './checkFunction';
import { grad } from './grad';
import { type Jacobian, type JacobianOptions, jacobian } from './jacobian';
import type { ScalarShape } from './shapeTypes';
import type { Tensor } from './tensor';
import type { Mirror, Tree } from './tree';

/**
 * All second derivatives of a scalar function at `primal`: the Jacobian of its gradient, forward over reverse unless told
 * otherwise. For its product with a tangent, without building it, see `hvp`.
 *
 * Shapes: for each pair of tensors of the primal, the first one's, then the second one's.
 * @throws GradientError if the value is not a scalar, or the primal is not of a float dtype.
 */
export function hessian<const T extends Tree>(
  f: (primal: T) => Tensor<ScalarShape>,
  primal: T,
  options: JacobianOptions = {},
): Jacobian<Mirror<T>, T> {
  checkFunction('hessian', f);
  const gradient = (x: T): Mirror<T> => grad(f, { unused: 'zeros' })(x);
  return jacobian(gradient as (x: T) => Tree, primal, options) as object as Jacobian<Mirror<T>, T>;
}
