import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Parameter, Random, withGradient } from '@pullback/core';
import { SGD, sumSquaredError } from '@pullback/nn';
import { matmul, relu } from '@pullback/ops';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that are in use once everything that nobody holds is gone. */
function used(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
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
  train(2000);
  // What the JavaScript engine compiles and learns on the way comes once; what a step leaks comes in every part.
  const growths = Array.from({ length: 4 }, () => {
    const before = used();
    train(2000);
    return used() - before;
  });
  // 100 bytes a step would be 200,000: less than one node of a tape.
  expect(Math.min(...growths)).toBeLessThan(100_000);
});
