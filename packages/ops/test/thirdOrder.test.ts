import { grad, type ScalarShape, type Tensor, tensor } from '@pullback/core';
import { div, mul, prod, square, sum } from '@pullback/ops';

type Scalar = Tensor<ScalarShape>;
type ScalarFunction = (x: Tensor) => Scalar;

/** The slope of `f` along element `i`. */
const along =
  (f: ScalarFunction, i: number): ScalarFunction =>
  (x) =>
    grad(f)(x).slice([i]).reshape([]);

const partial = (f: ScalarFunction, elements: readonly number[], at: readonly number[]): number =>
  elements
    .reduce(
      along,
      f,
    )(tensor(at, { dtype: 'float64' }))
    .item();

const element = (x: Tensor, i: number): Scalar => x.slice([i]).reshape([]);

const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;

describe.each(ORDERS)('third derivatives by %i, %i and %i, where cotangents are 0 on the way', (...order) => {
  test('of a product of three are 1', () => {
    const f = (x: Tensor) => mul(mul(element(x, 0), element(x, 1)), element(x, 2));
    expect(partial(f, order, [0, 0, 0])).toBe(1);
    expect(partial(f, order, [0, 2, 0])).toBe(1);
  });

  test('of x z / y are -1 / y²', () => {
    const f = (x: Tensor) => mul(div(element(x, 0), element(x, 1)), element(x, 2));
    expect(partial(f, order, [0, 2, 0])).toBe(-0.25);
    expect(partial(f, order, [3, 2, 0])).toBe(-0.25);
    expect(partial(f, order, [0, 2, 3])).toBe(-0.25);
  });

  test.each([[[0, 2, 3, 5]], [[0, 0, 3, 5]], [[0, 0, 0, 5]], [[2, 3, 0, 0]], [[0, 0, 0, 0]], [[2, 3, 5, 7]]])(
    'of the product of %j are its last factor, and one more is 1',
    (at) => {
      expect(partial(prod, order, at)).toBe(at[3]);
      expect(partial(prod, [...order, 3], at)).toBe(1);
      expect(partial(prod, [3, ...order], at)).toBe(1);
    },
  );
});

test('the third derivative of x² x is 6 at 0', () => {
  const f = (x: Tensor) => sum(mul(square(x), x));
  expect(partial(f, [0, 0, 0], [0])).toBe(6);
});
