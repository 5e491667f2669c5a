// A network that obeys an equation of motion: its first and second derivatives by time stand in its loss.

import { jvp, linspace, onesLike, Random, type Tensor, tensor } from '@pullback/core';
import { add, concat, cos, exp, expandDims, matmul, mul, sin, split, sub, tanh } from '@pullback/ops';
import { leastSquares } from './leastSquares';
import { printComparison, printMotion } from './print';

const FREQUENCY = 2; // ω
const DAMPING = 0.15; // ζ
const END = 6;
const HIDDEN = 22;

type Vector = Tensor<readonly [number]>;
type Motion = (t: Vector) => Vector;

/** The network: `HIDDEN` bends, each at its own time. */
const motionOf = (weights: Vector): Motion => {
  const [steepness, time, height, offset] = split(weights, [HIDDEN, HIDDEN, HIDDEN, 1]);
  return (t) => add(matmul(tanh(mul(sub(expandDims(t, 1), time), steepness)), height), offset);
};

/** u′, by one pass forward: each time moves by 1, and `u` with it. */
const derivativeOf =
  (u: Motion): Motion =>
  (t) =>
    jvp(u, t, onesLike(t)).tangent;

// What must be 0: u″ + 2ζω u′ + ω² u at forty times, and at the start u - 1 and u′.
const times = linspace(0, END, 40, { dtype: 'float64' });
const start = tensor([0], { dtype: 'float64' });
const violations = (u: Motion, damping: Vector): Vector => {
  const velocity = derivativeOf(u);
  const acceleration = derivativeOf(velocity);
  const friction = mul(velocity(times), mul(damping, 2 * FREQUENCY));
  const equation = add(add(acceleration(times), friction), mul(u(times), FREQUENCY ** 2));
  return concat([equation, mul(10, sub(u(start), 1)), mul(10, velocity(start))]);
};

/** The solution that textbooks have: e^(-ζωt) (cos νt + (ζω/ν) sin νt) with ν = ω √(1 - ζ²). */
const solution: Motion = (t) => {
  const decay = DAMPING * FREQUENCY;
  const frequency = FREQUENCY * Math.sqrt(1 - DAMPING ** 2);
  const angle = mul(t, frequency);
  return mul(exp(mul(t, -decay)), add(cos(angle), mul(sin(angle), decay / frequency)));
};

const random = new Random(1);
const weights = concat([
  random.normal([HIDDEN], { dtype: 'float64' }),
  random.uniform([HIDDEN], { high: END, dtype: 'float64' }),
  random.normal([HIDDEN + 1], { deviation: 0.1, dtype: 'float64' }),
]);

// First the damping is known and nothing is measured: the equation is all there is to learn from.
const known = tensor([DAMPING], { dtype: 'float64' });
const solved = leastSquares((unknowns) => violations(motionOf(unknowns), known), weights);

// Then the damping is one unknown more, guessed too large, and there are twelve noisy measurements.
const measuredAt: Vector = random.uniform([12], { high: END, dtype: 'float64' });
const measured = add(solution(measuredAt), random.normal([12], { deviation: 0.03, dtype: 'float64' }));
const guess = tensor([0.5], { dtype: 'float64' });
const apart = (unknowns: Vector) => split(unknowns, [weights.size, 1]);
const found = leastSquares(
  (unknowns) => {
    const [weights, damping] = apart(unknowns);
    const u = motionOf(weights);
    return concat([violations(u, damping), mul(5, sub(u(measuredAt), measured))]);
  },
  concat([weights, guess]),
);
const [foundWeights, foundDamping] = apart(found);

printComparison(times, solution, motionOf(solved), motionOf(foundWeights));
console.log(`\nThe damping: guessed 0.5, found ${foundDamping.item().toFixed(3)}, true ${DAMPING}`);
printMotion(END, solution, motionOf(foundWeights), { times: measuredAt, values: measured });
