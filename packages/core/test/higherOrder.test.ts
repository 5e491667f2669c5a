import { grad, type ScalarShape, scalar, Tape, type Tensor } from '@pullback/core';
import { add, exp, mul, square, sum } from '@pullback/ops';
import { draw, expectClose } from './support';

type ScalarFunction = (x: Tensor<ScalarShape>) => Tensor<ScalarShape>;

const fourthPower: ScalarFunction = (x) => square(square(x));

it('an outer tape around an inner gradient gives the second derivative', () => {
  const x = scalar(3);
  const [outer, inner] = [new Tape(), new Tape()];
  const slope = outer.record(() => {
    const y = inner.record(() => fourthPower(x));
    return inner.gradient(y, x);
  });
  expect(slope.item()).toBe(4 * 27);
  expect(outer.gradient(slope, x).item()).toBe(12 * 9);
});

it('a gradient inside its own record can be differentiated on the same tape', () => {
  const x = scalar(3);
  const tape = new Tape();
  const slope = tape.record(() => tape.gradient(fourthPower(x), x));
  expect(tape.gradient(slope, x).item()).toBe(12 * 9);
});

it('a gradient outside every record is not recorded', () => {
  const x = scalar(3);
  const tape = new Tape();
  const y = tape.record(() => fourthPower(x));
  tape.gradient(y, x);
  expect(tape.nodes).toHaveLength(2);
});

it('x⁴ has the derivatives 4x³, 12x², 24x, 24', () => {
  const x = scalar(3);
  const [first, second, third] = [grad(fourthPower), grad(grad(fourthPower)), grad(grad(grad(fourthPower)))];
  expect([first, second, third, grad(third)].map((f) => f(x).item())).toEqual([108, 108, 72, 24]);
});

it('every derivative of eˣ is eˣ', () => {
  let derivative: ScalarFunction = (x) => exp(x);
  const x = scalar(0.75, { dtype: 'float64' });
  for (let order = 1; order <= 5; order++) {
    derivative = grad(derivative);
    expect(derivative(x).item()).toBeCloseTo(Math.exp(0.75), 12);
  }
});

it('mixed second derivatives do not depend on the order', () => {
  const f = (x: Tensor<ScalarShape>, y: Tensor<ScalarShape>) => mul(mul(x, x), exp(mul(x, y)));
  const [x, y] = [draw([]), draw([])];
  const xThenY = grad((b: Tensor<ScalarShape>) => grad(f)(x, b))(y);
  const yThenX = grad((a: Tensor<ScalarShape>) => grad((b: Tensor<ScalarShape>) => f(a, b))(y))(x);
  expectClose(xThenY, yThenX);
});

it('a Hessian applied to a vector is the gradient of the gradient’s product with it', () => {
  const [x, v, a] = [draw([3]), draw([3]), draw([3])];
  const f = (z: Tensor<readonly [3]>) => square(sum(mul(a, z)));
  const product = grad((z: Tensor<readonly [3]>) => sum(mul(grad(f)(z), v)))(x);
  expectClose(product, mul(a, mul(sum(mul(a, v)), 2)));
});

it('the derivative of a slope used beside its point has both parts', () => {
  const x = scalar(2);
  const f = (z: Tensor<ScalarShape>) => add(mul(z, grad(fourthPower)(z)), square(z));
  expect(grad(f)(x).item()).toBe(16 * 8 + 2 * 2);
});
