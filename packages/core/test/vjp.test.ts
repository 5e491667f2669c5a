import { eye, type ScalarShape, ShapeError, scalar, type Tensor, tensor, vjp } from '@pullback/core';
import { add, exp, matmul, mul, square, sum, transpose } from '@pullback/ops';
import { draw, expectClose, untyped } from './support';

type Vector = Tensor<readonly [3]>;

it('vjp gives the value, and a pullback from its cotangent to that of the primal', () => {
  const [A, x, cotangent] = [draw([4, 3]), draw([3, 2]), draw([4, 2])];
  const { value, pullback } = vjp((z: typeof x) => matmul(A, z), x);
  expect(value.toArray()).toEqual(matmul(A, x).toArray());
  expectClose(pullback(cotangent), matmul(transpose(A), cotangent));
});

it('the pullback can be called again, and is linear', () => {
  const [x, u, v] = [draw([3]), draw([3]), draw([3])];
  const { pullback } = vjp((z: Vector) => mul(exp(z), square(z)), x);
  const first = pullback(u).toArray();
  expectClose(pullback(add(mul(u, 2), v)), add(mul(pullback(u), 2), pullback(v)));
  expect(pullback(u).toArray()).toEqual(first);
});

it('basis vectors give the rows of the Jacobian', () => {
  const x = draw([3]);
  const { pullback } = vjp((z: Vector) => mul(square(z), sum(z)), x);
  const total = sum(x).item();
  for (const [i, basis] of eye(3, { dtype: 'float64' }).toArray().entries()) {
    const row = basis.map((delta) => x.data[i]! ** 2 + delta * 2 * x.data[i]! * total);
    expectClose(pullback(tensor(basis, { dtype: 'float64', shape: [3] })), tensor(row, { dtype: 'float64' }));
  }
});

it('what the value does not depend on gets zeros', () => {
  const at = { a: draw([3]), b: draw([2, 2]) };
  const { pullback } = vjp(({ a }: typeof at) => square(a), at);
  expect(pullback(draw([3])).b.toArray()).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

it('a function that returns its argument passes the cotangent back', () => {
  const cotangent = draw([3]);
  const { pullback } = vjp((z: Vector) => z, draw([3]));
  expect(pullback(cotangent).toArray()).toEqual(cotangent.toArray());
});

it('only the argument counts: the primal used inside is a constant', () => {
  const x = draw([3]);
  const cotangent = draw([3]);
  const { pullback } = vjp((z: Vector) => mul(z, x), x);
  expectClose(pullback(cotangent), mul(cotangent, x));
});

it('a cotangent of another shape is an error', () => {
  const { pullback } = vjp((z: Vector) => square(z), draw([3]));
  expect(() => pullback(untyped(draw([2])))).toThrow(ShapeError);
});

it('a pullback called while a tape records can be differentiated', () => {
  const x = scalar(3);
  const { pullback } = vjp((z: Tensor<ScalarShape>) => square(z), x);
  const doubled = vjp((cotangent: Tensor<ScalarShape>) => pullback(square(cotangent)), scalar(5));
  expect(doubled.value.item()).toBe(2 * 3 * 25);
  expect(doubled.pullback(scalar(1)).item()).toBe(2 * 3 * 10);
});
