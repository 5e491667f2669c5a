import { Parameter, Random, Tape } from '@pullback/core';
import { compareGradients } from '@pullback/inspect';
import { add, div, log, matmul, mul, sigmoid, sub, sum } from '@pullback/ops';

// 1. Data and weights, in float64, of sizes that all differ: 5 samples, 3 features, 2 labels each.
const random = new Random(1);
const x = random.normal([5, 3], { dtype: 'float64' });
const y = random.uniform([5, 2], { dtype: 'float64' });
const W = new Parameter(random.normal([3, 2], { dtype: 'float64' }), 'W');
const b = new Parameter(random.normal([2], { dtype: 'float64' }), 'b');

// 2. The function, on a tape, with every value that the derivation speaks of.
const tape = new Tape();
const { z, p, loss } = tape.record(() => {
  const z = add(matmul(x, W), b);
  const p = sigmoid(z);
  const entropy = add(mul(y, log(p)), mul(sub(1, y), log(sub(1, p))));
  return { z, p, loss: mul(sum(entropy), -1) };
});

// 3. What you derived: for each value its cotangent, from the values and from the cotangents of the others.
const values = { z, W, b };
const report = compareGradients(tape, loss, values, {
  z: () => div(sub(p, y), 5),
  W: (bar) => matmul(x, bar.z, { transposeA: true }),
  b: (bar) => bar.z,
});
console.log(String(report));
