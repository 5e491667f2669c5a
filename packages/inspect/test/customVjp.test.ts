import { customVjp, type Tensor } from '@pullback/core';
import { checkGradients } from '@pullback/inspect';
import { mul, square } from '@pullback/ops';
import { float64 } from './support';

const cubeWithSlope = (factor: number) =>
  customVjp({
    name: 'cube',
    forward: (x: Tensor) => mul(x, square(x)),
    vjp: ([x]) => [(cotangent) => mul(cotangent, mul(factor, square(x)))],
  });

it('a rule of one’s own is checked like any other, to second order', () => {
  const x = float64([1, -2, 3]);
  expect(checkGradients(cubeWithSlope(3), x, { order: 2 }).isRight).toBe(true);
  expect(checkGradients(cubeWithSlope(2), x).isRight).toBe(false);
});
