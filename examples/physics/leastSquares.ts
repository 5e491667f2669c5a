// Least squares by Levenberg and Marquardt: the Jacobian of the residuals tells how far to go.

import { eye, jacobian, type Tensor } from '@pullback/core';
import { add, matmul, mul, square, sub, sum } from '@pullback/ops';
import { inverseOf } from '../shared/inverse';

type Vector = Tensor<readonly [number]>;

/** The unknowns for which `Σ r²` is least, as near as so many steps lead: each goes by `-(JᵀJ + ridge I)⁻¹ Jᵀr`. */
export function leastSquares(residuals: (unknowns: Vector) => Vector, start: Vector, steps = 60): Vector {
  const identity = eye(start.size, { dtype: 'float64' });
  let unknowns = start;
  let ridge = 1;
  for (let step = 0; step < steps; step++) {
    const r = residuals(unknowns);
    const J = jacobian(residuals, unknowns);
    const inverse = inverseOf(add(matmul(J, J, { transposeA: true }), mul(identity, ridge)))!;
    const next = sub(unknowns, matmul(inverse, matmul(r, J)));
    const isBetter = sum(square(residuals(next))).item() < sum(square(r)).item();
    if (isBetter) unknowns = next;
    // Near a straight line long steps are right, else short ones.
    ridge = isBetter ? Math.max(ridge / 4, 1e-9) : ridge * 4;
  }
  return unknowns;
}
