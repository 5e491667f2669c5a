// A derivative inside a derivative, where both are taken at the same tensor: each must see its own argument only.

import { grad, type ScalarShape, scalar, type Tensor } from '@pullback/core';
import { add, mul, square } from '@pullback/ops';

type Scalar = Tensor<ScalarShape>;

it('d/dx [x · d/dy (x y)] is 2x, with y taken at x', () => {
  const x = scalar(3);
  expect(grad((a: Scalar) => mul(a, grad((b: Scalar) => mul(a, b))(a)))(x).item()).toBe(6);
});

it('d/dx [x · d/dy (x + y)] is 1', () => {
  const x = scalar(3);
  expect(grad((a: Scalar) => mul(a, grad((b: Scalar) => add(a, b))(scalar(5))))(x).item()).toBe(1);
});

it('d/dy (x y) at y = x is x, not 2x', () => {
  const x = scalar(3);
  expect(grad((y: Scalar) => mul(x, y))(x).item()).toBe(3);
});

it('a function of nothing but what it closes over does not depend on its argument', () => {
  const x = scalar(3);
  expect(() => grad(() => square(x))(x)).toThrow(/does not depend on/);
});

it('a closure over the outer argument counts for the outer derivative only', () => {
  const x = scalar(3);
  const inner = (a: Scalar) => grad((b: Scalar) => mul(square(a), square(b)))(a);
  expect(inner(x).item()).toBe(2 * 27);
  expect(grad(inner)(x).item()).toBe(6 * 9);
});
