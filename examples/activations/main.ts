// Ten layers deep: how much of the gradient comes back to the first, through each activation, and what training makes of it.

import { grad, linspace, Random, type Tensor, tensor, withGradient } from '@pullback/core';
import {
  Adam,
  ELU,
  GELU,
  gain,
  type Initializer,
  type Layer,
  LeakyReLU,
  Linear,
  meanSquaredError,
  PReLU,
  ReLU,
  RReLU,
  Sequential,
  Sigmoid,
  SiLU,
  Tanh,
  xavierNormal,
  zeros,
} from '@pullback/nn';
import { max, norm, sin, slice, sum, variance } from '@pullback/ops';
import { printGradients, printSlopes } from './print';

const SEED = 1;
const DEPTH = 10;
const WIDTH = 32;
const STEPS = 60;
const float64 = { dtype: 'float64' } as const;

interface Activation {
  readonly make: (random: Random) => Layer;
  /** By how much the weights before it are larger, so that what passes keeps its size. */
  readonly gain: number;
}

// Where `gain` has none, it is 1 / √E f(z)², for z drawn from the normal distribution.
const activations: Readonly<Record<string, Activation>> = {
  sigmoid: { make: () => new Sigmoid(), gain: gain('sigmoid') },
  tanh: { make: () => new Tanh(), gain: gain('tanh') },
  relu: { make: () => new ReLU(), gain: gain('relu') },
  'leaky relu': { make: () => new LeakyReLU(0.01), gain: gain('leakyRelu', 0.01) },
  'parametric relu': { make: () => new PReLU(1, { slope: 0.25, ...float64 }), gain: gain('leakyRelu', 0.25) },
  'randomized relu': { make: (random) => new RReLU({ random }), gain: gain('leakyRelu', 11 / 48) },
  elu: { make: () => new ELU(), gain: 1.25 },
  gelu: { make: () => new GELU(), gain: 1.53 },
  silu: { make: () => new SiLU(), gain: 1.68 },
};

const random = new Random(SEED);
const x = random.normal([64, WIDTH], float64);
const y = sin(sum(slice(x, [null, [0, 4]]), 1, { keepDims: true }));
const afterData = random.getState();

printSlopes(Object.entries(activations).map(([name, activation]) => ({ name, ...slopesOf(activation) })));
printGradients(Object.entries(activations).map(([name, activation]) => ({ name, ...tryOut(activation) })));
console.log(`\nA network that gives the mean of y for every x has the error ${variance(y).item().toFixed(4)}.`);

/** The slope of one activation at some places, and the greatest. */
function slopesOf({ make }: Activation) {
  const layer = make(random).eval();
  const slope = grad((z: Tensor<readonly [number]>) => sum(layer.forward(z)));
  const greatest = max(slope(linspace(-6, 6, 1201, float64))).item();
  return { slopes: slope(tensor([-5, 0, 5], float64)).toArray(), greatest };
}

/** The gradients that the weights of a new network get, layer by layer, and its loss before and after training. */
function tryOut({ make, gain }: Activation) {
  // The same draws for all.
  const random = Random.restore(afterData);
  const weight: Initializer = (shape, options) => xavierNormal(shape, { ...options, gain });
  const linears = Array.from(
    { length: DEPTH },
    () => new Linear(WIDTH, WIDTH, { random, weight, bias: zeros, ...float64 }),
  );
  const output = new Linear(WIDTH, 1, { random, bias: zeros, ...float64 });
  const network = new Sequential(...linears.flatMap((linear) => [linear, make(random)]), output);

  const loss = () => meanSquaredError(network.forward(x), y);
  const weights = linears.map(({ weight }) => weight);
  const { value, gradient } = withGradient(weights, loss);
  const norms = gradient.map((cotangent) => norm(cotangent).item());

  const parameters = network.parameters();
  const optimizer = new Adam(parameters, { learningRate: 0.001 });
  for (let step = 0; step < STEPS; step++) optimizer.step(withGradient(parameters, loss).gradient);
  network.eval();
  return { norms, before: value.item(), after: loss().item() };
}
