import {
  checkAnomalies,
  checkpoint,
  customVjp,
  formatNumbers,
  grad,
  hessian,
  hvp,
  jacobian,
  jvp,
  type Tensor,
  tensor,
  vjp,
} from '@pullback/core';
import { clamp, exp, log, mul, softmax, sub, sum } from '@pullback/ops';

const x = tensor([1, 2, 4], { dtype: 'float64' }).named('x');
type Vector = typeof x;
const entropy = (x: Vector) => sum(mul(x, log(x)));

print('gradient of Σ x ln x', grad(entropy)(x));
print('its Hessian, diag(1 / x)', hessian(entropy, x));
print('the Hessian times [1, 0, 2], never built', hvp(entropy, x, tensor([1, 0, 2], { dtype: 'float64' })));
// exp is the simplest: eˣ times the cotangent, in O(n), where the Jacobian has n² entries.
const { pullback } = vjp(exp, x);
print('Jacobian of exp', jacobian(exp, x));
print('its product with the cotangent [1, 0, 2], never built', pullback(tensor([1, 0, 2], { dtype: 'float64' })));

print('Jacobian of softmax', jacobian(softmax, x));
print('its first column, by forward mode', jvp(softmax, x, tensor([1, 0, 0], { dtype: 'float64' })).tangent);

// A rule of one's own: the value passes, its cotangent is clipped.
const clipped = customVjp({
  name: 'clipped',
  forward: (x: Vector) => x,
  vjp: () => [(cotangent) => clamp(cotangent, -2, 2)],
});
print('gradient of Σ x ln x, clipped to ±2', grad((x: Vector) => entropy(clipped(x)))(x));

// The same gradient, with the values inside computed again instead of kept.
print('gradient through a checkpoint', grad(checkpoint(entropy))(x));

// Where does the infinity come from?
try {
  checkAnomalies(() => grad((x: Vector) => sum(log(sub(x, 1))))(x));
} catch (error) {
  console.log(`\n${(error as Error).message}`);
}

function print(what: string, value: Tensor): void {
  console.log(`${what}\n${formatNumbers(value)}`);
}
