// Newton's method: the Hessian tells how far to go.

import { eye, hessian, type Tensor, valueAndGrad } from '@pullback/core';
import { add, matmul, mul, norm, sub } from '@pullback/ops';
import { inverseOf } from '../shared/inverse';

type Vector = Tensor<readonly [number]>;

export interface Step {
  readonly loss: number;
  /** The length of the gradient. */
  readonly slope: number;
  /** What was added to the Hessian's diagonal, at first, for the step from here. */
  readonly ridge: number;
}

/** The least ridge that is tried; a smaller one is none. */
const LEAST_RIDGE = 1e-3;

/** A minimum of `loss`, its Hessian there, and the steps that led to it. */
export function minimize(loss: (x: Vector) => Tensor<readonly []>, start: Vector) {
  const identity = eye(start.size, { dtype: 'float64' });
  const steps: Step[] = [];
  let x = start;
  let ridge = 0;
  for (;;) {
    const { value, gradient } = valueAndGrad(loss)(x);
    const curvature = hessian(loss, x);
    const slope = norm(gradient).item();
    steps.push({ loss: value.item(), slope, ridge });
    if (slope < 1e-6) return { minimum: x, curvature, steps };
    // Far from the minimum a ridge shortens the step: until the matrix is positive definite, and the loss does not rise.
    for (;;) {
      const inverse = inverseOf(add(curvature, mul(identity, ridge)));
      const next = inverse && sub(x, matmul(inverse, gradient));
      if (next && loss(next).item() <= value.item() + 1e-9) {
        x = next;
        break;
      }
      ridge = Math.max(4 * ridge, LEAST_RIDGE);
    }
    ridge = ridge <= LEAST_RIDGE ? 0 : ridge / 10;
  }
}
