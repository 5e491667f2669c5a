// exp, by which vector-Jacobian products are usually explained: z̄ = exp(z) ⊙ ȳ.

import { jacobian, PullbackError, Random, type Tensor, vjp } from '@pullback/core';
import { exp } from '@pullback/ops';
import { errorOf } from './support';

const random = new Random(1);
const draw = (size: number) => random.normal([size], { dtype: 'float64' });

it('the Jacobian of exp is diagonal, and its VJP is the product with the diagonal', () => {
  const [z, cotangent] = [draw(5), draw(5)];
  const J = jacobian(exp, z).toArray();
  const y = exp(z).data;
  expect(J).toEqual(J.map((row, i) => row.map((_, j) => (i === j ? y[i] : 0))));
  const product = vjp((z: Tensor<readonly [number]>) => exp(z), z).pullback(cotangent);
  expect([...product.data]).toEqual([...y].map((slope, i) => slope * cotangent.data[i]!));
});

it('of a million numbers it is taken in O(n), where the Jacobian would have 10¹² entries, 8 TB', () => {
  const [z, cotangent] = [draw(1e6), draw(1e6)];
  const { value, pullback } = vjp((z: Tensor<readonly [number]>) => exp(z), z);
  const product = pullback(cotangent);
  expect(product.shape).toEqual([1e6]);
  for (const i of [0, 1, 499_999, 999_999]) expect(product.data[i]).toBe(value.data[i]! * cotangent.data[i]!);
  expect(errorOf(() => jacobian(exp, z))).toStrictEqual(
    new PullbackError(
      'jacobian: at most 134217728 entries are built, got 1000000 × 1000000 = 1000000000000. ' +
        'Apply it without building it, by vjp(), jvp() or hvp().',
    ),
  );
});
