import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Parameter, Random, withGradient } from '@pullback/core';
import { SGD, sumSquaredError } from '@pullback/nn';
import { matmul, relu } from '@pullback/ops';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that are in use once everything that nobody holds is gone: on the heap, and of arrays, which are freed a little later. */
function used(): { readonly heap: number; readonly arrays: number } {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { heap: heapUsed, arrays: arrayBuffers };
}

it('stays flat over 10,000 training steps: what a step makes is gone after it', () => {
  const random = new Random(1);
  const [x, y] = [random.normal([16, 20]), random.normal([16, 3])];
  const weights = { W1: new Parameter(random.normal([20, 12])), W2: new Parameter(random.normal([12, 3])) };
  const optimizer = new SGD(weights, { learningRate: 1e-5 });
  const train = (steps: number): void => {
    for (let step = 0; step < steps; step++) {
      const loss = () => sumSquaredError(matmul(relu(matmul(x, weights.W1)), weights.W2), y);
      optimizer.step(withGradient(weights, loss).gradient);
    }
  };
  const samples = Array.from({ length: 5 }, () => {
    train(2000);
    return used();
  });
  // What the JavaScript engine compiles and learns comes once; what steps leak comes each time. A node of a tape takes more
  // than 100 bytes, so one that stayed of each step would be 200,000.
  const growths = samples.slice(1).map(({ heap }, i) => heap - samples[i]!.heap);
  expect(Math.min(...growths)).toBeLessThan(100_000);
  // The arrays of a step take 12,000 bytes.
  expect(samples[4]!.arrays - samples[0]!.arrays).toBeLessThan(8000 * 1000);
});
