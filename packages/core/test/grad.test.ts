import {
  GradientError,
  grad,
  Parameter,
  type ScalarShape,
  scalar,
  type Tensor,
  valueAndGrad,
  zeros,
} from '@pullback/core';
import { add, matmul, mul, square, sub, sum } from '@pullback/ops';
import { draw, expectClose } from './support';

type Vector = Tensor<readonly [3]>;

it('grad gives the gradient of a function at its argument', () => {
  const [x, a] = [draw([3]), draw([3])];
  expectClose(grad((z: Vector) => sum(mul(square(z), a)))(x), mul(mul(x, a), 2));
});

it('valueAndGrad gives the value too', () => {
  const x = draw([3]);
  const f = (z: Vector) => sum(square(z));
  const { value, gradient } = valueAndGrad(f)(x);
  expect(value.item()).toBe(f(x).item());
  expect(gradient.toArray()).toEqual(grad(f)(x).toArray());
});

it('the function it gives can be called at other points', () => {
  const slope = grad((x: Tensor<ScalarShape>) => square(x));
  expect([1, -2, 5].map((x) => slope(scalar(x)).item())).toEqual([2, -4, 10]);
});

it('the gradient mirrors a tree of weights', () => {
  const weights = { W: draw([3, 2]), layers: [{ b: draw([2]) }, { b: draw([2]) }] } as const;
  const x = draw([5, 3]);
  const gradient = grad(({ W, layers }: typeof weights) =>
    sum(square(add(sub(matmul(x, W), layers[0].b), layers[1].b))),
  )(weights);
  const residual = add(sub(matmul(x, weights.W), weights.layers[0].b), weights.layers[1].b);
  expectClose(gradient.W, mul(matmul(x, residual, { transposeA: true }), 2));
  expectClose(gradient.layers[0].b, mul(sum(residual, 0), -2));
  expectClose(gradient.layers[1].b, mul(sum(residual, 0), 2));
});

it('further arguments are passed through, whatever they are', () => {
  const f = jest.fn((x: Vector, power: number, { offset }: { offset: Vector }) => sum(mul(add(x, offset), power)));
  const offset = draw([3]);
  expect(grad(f)(draw([3]), 4, { offset }).toArray()).toEqual([4, 4, 4]);
  expect(f.mock.calls[0]!.slice(1)).toEqual([4, { offset }]);
});

it('a name stays with the argument', () => {
  const f = (x: Vector) => {
    expect(x.name).toBe('x');
    return sum(x);
  };
  grad(f)(draw([3]).named('x'));
  expect.assertions(1);
});

it('an argument that the value does not depend on is an error, or zeros if asked', () => {
  const f = ({ a }: { a: Vector; b: Vector }) => sum(square(a));
  const at = { a: draw([3]), b: draw([3]) };
  expect(() => grad(f)(at)).toThrow(/does not depend on 'b' \[3\]/);
  expect(grad(f, { unused: 'zeros' })(at).b.toArray()).toEqual([0, 0, 0]);
  expectClose(valueAndGrad(f, { unused: 'zeros' })(at).gradient.a, mul(at.a, 2));
});

it('a value that is not a scalar is an error', () => {
  const f = (x: Tensor) => square(x) as Tensor<ScalarShape>;
  expect(() => grad(f)(zeros([2]))).toThrow(GradientError);
});

it('a parameter as the argument counts with its value of the moment', () => {
  const w = new Parameter(draw([3]), 'w');
  const f = valueAndGrad((x: Vector) => sum(square(x)));
  const first = f(w).gradient.toArray();
  w.assign(mul(w, 2));
  expect(f(w).gradient.toArray()).toEqual(first.map((value) => 2 * value));
});
