import { checkFunction } from './checkFunction';
import { grad } from './grad';
import { jvp } from './jvp';
import type { ScalarShape } from './shapeTypes';
import type { Tensor } from './tensor';
import type { Mirror, Tree } from './tree';

/**
 * The Hessian of `f` at `primal`, applied to `tangent`: how the gradient changes as the primal moves along it. Forward over
 * reverse, at a few times the cost of `f`; no Hessian is built.
 * @throws GradientError if the value is not a scalar, or the tangent does not mirror the primal.
 */
export function hvp<const T extends Tree>(
  f: (primal: T) => Tensor<ScalarShape>,
  primal: T,
  tangent: NoInfer<Mirror<T>>,
): Mirror<T> {
  checkFunction('hvp', f);
  const gradient = (x: T): Mirror<T> => grad(f, { unused: 'zeros' })(x);
  return jvp(gradient, primal, tangent).tangent as Mirror<T>;
}
