import { Parameter, Random, withGradient } from '@pullback/core';
import { matmul, mul, relu, square, sub, sum } from '@pullback/ops';

const random = new Random(1);
const x = random.normal([64, 100]);
const y = random.normal([64, 8]);
const W1 = new Parameter(random.normal([100, 50], { deviation: 0.1 }), 'W1');
const W2 = new Parameter(random.normal([50, 8], { deviation: 0.1 }), 'W2');

for (let step = 0; step <= 200; step++) {
  const loss = () => sum(square(sub(matmul(relu(matmul(x, W1)), W2), y)));
  const { value, gradient } = withGradient({ W1, W2 }, loss);
  W1.assign(sub(W1, mul(gradient.W1, 0.0005)));
  W2.assign(sub(W2, mul(gradient.W2, 0.0005)));
  if (step % 50 === 0) console.log(`step ${step}: loss ${value.item().toFixed(3)}`);
}
