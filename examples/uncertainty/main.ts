// Regression that knows what it does not know: the Hessian at the best fit says how far off its parameters may be.

import { eye, jacobian, linspace, Random, type Tensor, zeros } from '@pullback/core';
import {
  add,
  concat,
  div,
  matmul,
  mul,
  outer,
  pow,
  sin,
  split,
  sqrt,
  square,
  stack,
  sub,
  sum,
  tanh,
} from '@pullback/ops';
import { inverseOf } from '../shared/inverse';
import { minimize } from './newton';
import { printBand, printCoverage, printParameters, printSteps } from './print';

const NOISE = 0.15; // the deviation of a measurement, which is known
const PRIOR = 2; // the deviation of each parameter, before anything is measured
const HIDDEN = 5;

type Vector = Tensor<readonly [number]>;
type Model = (parameters: Vector, x: Vector) => Vector;

const cubic: Model = (parameters, x) => matmul(powersOf(x), parameters);
const powersOf = (x: Vector) =>
  stack(
    [0, 1, 2, 3].map((exponent) => pow(x, exponent)),
    1,
  );

const network: Model = (parameters, x) => {
  const [w, b, v] = split(parameters, 3);
  return matmul(tanh(add(outer(x, w), b)), v);
};

const random = new Random(1);
const draw = (count: number, low: number, high: number): Vector =>
  random.uniform([count], { low, high, dtype: 'float64' });
const measure = (x: Vector): Vector =>
  add(sin(mul(x, 2)), random.normal(x.shape, { deviation: NOISE, dtype: 'float64' }));

// Nothing is measured between -0.8 and 0.8.
const x = concat([draw(20, -2, -0.8), draw(20, 0.8, 2)]);
const y = measure(x);

/** The most probable parameters, and the covariance about them: the inverse Hessian of -log p(parameters | data). */
function laplace(model: Model, start: Vector) {
  const negativeLogPosterior = (parameters: Vector) => {
    const misfit = div(sum(square(sub(model(parameters, x), y))), 2 * NOISE ** 2);
    return add(misfit, div(sum(square(parameters)), 2 * PRIOR ** 2));
  };
  const { minimum, curvature, steps } = minimize(negativeLogPosterior, start);
  return { mode: minimum, covariance: inverseOf(curvature)!, steps };
}

/** What a new measurement at each `x` should give. Its variance is ∇fᵀ H⁻¹ ∇f + σ²: of the parameters, and of the noise. */
function predict(model: Model, { mode, covariance }: ReturnType<typeof laplace>, x: Vector) {
  const slopes = jacobian((parameters: Vector) => model(parameters, x), mode);
  const variance = sum(mul(matmul(slopes, covariance), slopes), 1);
  return { mean: model(mode, x), deviation: sqrt(add(variance, NOISE ** 2)) };
}

// A cubic is linear in its parameters. Its posterior is exactly normal, and textbooks have its covariance.
const fitted = laplace(cubic, zeros([4], { dtype: 'float64' }));
const powers = powersOf(x);
const information = div(matmul(powers, powers, { transposeA: true }), NOISE ** 2);
const covariance = inverseOf(add(information, div(eye(4, { dtype: 'float64' }), PRIOR ** 2)))!;
const mode = matmul(covariance, div(matmul(y, powers), NOISE ** 2));
printParameters(fitted, { mode, covariance });

// A network is not: there the normal distribution is an approximation.
const posterior = laplace(network, random.normal([3 * HIDDEN], { dtype: 'float64' }));
printSteps(posterior.steps);
const grid = linspace(-3, 3, 73, { dtype: 'float64' });
printBand({ grid, ...predict(network, posterior, grid) }, { x, y });

const regions = {
  'near the data': concat([draw(500, -2, -0.8), draw(500, 0.8, 2)]),
  'in the gap': draw(1000, -0.8, 0.8),
  'beyond the data': concat([draw(500, -3, -2), draw(500, 2, 3)]),
};
printCoverage(regions, (fresh) => ({ ...predict(network, posterior, fresh), y: measure(fresh) }));
