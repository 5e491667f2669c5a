import { GradientError, Random, type Tensor, tensor } from '@pullback/core';
import { costOfModes } from '@pullback/inspect';
import { exp, matmul, mul, square, stack, sum } from '@pullback/ops';

const random = new Random(1);

it('for one input and two outputs forward mode takes less: t → (t², t³)', () => {
  const f = (t: Tensor) => stack([square(t), mul(square(t), t)]) as Tensor;
  const cost = costOfModes(f, tensor(2, { dtype: 'float64' }) as Tensor);
  expect(cost).toMatchObject({
    inputs: 1,
    outputs: 2,
    forward: { passes: 1 },
    reverse: { passes: 2 },
    cheaper: 'forward',
  });
});

it('for many inputs and one output reverse mode takes less', () => {
  const W = random.normal([50, 20], { dtype: 'float64' });
  const f = (x: Tensor) => sum(square(matmul(x, W))) as Tensor;
  const cost = costOfModes(f, random.normal([3, 50], { dtype: 'float64' }) as Tensor);
  expect(cost.cheaper).toBe('reverse');
  expect([cost.forward.passes, cost.reverse.passes]).toEqual([150, 1]);
  // One product each: ẋ W forward, ȳ Wᵀ back.
  const product = 2 * 3 * 50 * 20;
  expect(cost.flop).toBe(product + 60 + 60);
  for (const mode of [cost.forward, cost.reverse]) {
    expect(mode.flop).toBeGreaterThanOrEqual(product);
    expect(mode.flop).toBeLessThan(product + 500);
  }
});

it('reverse mode keeps what its pullbacks read, forward mode nothing', () => {
  const cost = costOfModes((x) => exp(x) as Tensor, random.normal([100], { dtype: 'float64' }) as Tensor);
  expect([cost.forward.keptBytes, cost.reverse.keptBytes]).toEqual([0, 800]);
  expect(cost.cheaper).toBe('neither');
});

it('is a table', () => {
  const cost = costOfModes((x) => exp(x) as Tensor, random.normal([1000], { dtype: 'float64' }) as Tensor);
  expect(`\n${cost}`).toBe(`
1.00 k in, 1.00 k out
              passes  flop a pass  flop in all     kept
value              1       1.00 k       1.00 k
forward mode  1.00 k       1.00 k       1.00 M      0 B
reverse mode  1.00 k       1.00 k       1.00 M  8.00 kB
For the whole Jacobian both modes take the same.`);
});

it('does not take a function that gives no tensor', () => {
  expect(() => costOfModes((() => 3) as never, tensor([1]) as Tensor)).toThrow(GradientError);
});
