// Activation functions: what they let through forward, and what their gates let through on the way back.

import { formatNumbers, grad, Parameter, Random, Tape, type Tensor, tensor } from '@pullback/core';
import { traceBackward } from '@pullback/inspect';
import { leakyRelu, prelu, relu, rrelu, sigmoid, sum, tanh } from '@pullback/ops';

const float64 = { dtype: 'float64' } as const;
const x = tensor([-10, -2, -0.5, 0, 0.5, 2, 10], float64).named('x');
type Vector = typeof x;

const slope = new Parameter(tensor(0.25, float64), 's');
const activations: Readonly<Record<string, (x: Vector) => Vector>> = {
  relu,
  'leaky, 0.01': (x) => leakyRelu(x, 0.01),
  'parametric, s': (x) => prelu(x, slope),
  sigmoid,
  tanh,
};
const places = x.toArray().map((place) => String(place).padStart(9));
console.log(`slope at      ${places.join('')}`);
for (const [name, activation] of Object.entries(activations)) {
  const slopes = grad((x: Vector) => sum(activation(x)))(x).toArray();
  console.log(`${name.padEnd(14)}${slopes.map((slope) => slope.toFixed(5).padStart(9)).join('')}`);
}

// What comes back may have any sign, and is not asked for it.
const cotangent = tensor([1, -1, 2, 5, -3, 4, -2], float64);
console.log(`\nȳ = ${formatNumbers(cotangent)}`);
trace(relu, [x]);
console.log(`relu(ȳ), a mask of the cotangent, would be\n    ${formatNumbers(relu(cotangent))}`);
trace((x) => leakyRelu(x, 0.01), [x]);
trace((x) => prelu(x, slope), [x, slope]);

// The slopes are drawn forward; the tape keeps them, and every walk back uses the same.
const random = new Random(1);
const tape = trace((x) => rrelu(x, random), [x]);
const y = tape.nodes.at(-1)!.output;
console.log(`the same tape, walked again\n    ${formatNumbers(tape.gradient(y, x, { cotangent }))}`);
const drawnAnew = new Tape();
const other = drawnAnew.record(() => rrelu(x, random));
console.log(`a new tape, with a new draw\n    ${formatNumbers(drawnAnew.gradient(other, x, { cotangent }))}`);

console.log('\nlayers in a row         1         2         5        10');
const start = tensor(0.5, float64);
for (const [name, activation] of Object.entries({ relu, sigmoid, tanh })) {
  const slopes = [1, 2, 5, 10].map((layers) => {
    const chain = (x: typeof start) => {
      let y = x;
      for (let layer = 0; layer < layers; layer++) y = activation(y);
      return y;
    };
    return grad(chain)(start).item();
  });
  console.log(`slope, ${name.padEnd(8)}${slopes.map((slope) => slope.toPrecision(2).padStart(10)).join('')}`);
}

/** Records one activation, and prints the way back through it. */
function trace(activation: (x: Vector) => Tensor, sources: readonly Tensor[]): Tape {
  const tape = new Tape();
  const y = tape.record(() => activation(x)).named('y');
  console.log(`\ny = ${formatNumbers(y)}`);
  for (const step of traceBackward(tape, y, sources, { cotangent }))
    if (step.kind === 'visit') console.log(String(step));
  return tape;
}
