import { customVjp, PullbackError, Random, type Tensor } from '@pullback/core';
import { adjointTest } from '@pullback/inspect';
import { add, exp, matmul, mul, softmax, tanh } from '@pullback/ops';

const random = new Random(2);
const draw = (...shape: number[]) => random.normal(shape, { dtype: 'float64' }) as Tensor;

it('holds for a network, over a tree of inputs', () => {
  const inputs = { x: draw(5, 2), W: draw(2, 7), b: draw(7) };
  const report = adjointTest(({ x, W, b }) => softmax(tanh(add(matmul(x, W), b))) as Tensor, inputs);
  expect(report.isRight).toBe(true);
  expect(report.relativeError).toBeLessThan(1e-14);
  expect(String(report)).toContain('by reverse mode agree in 10 trials:\nworst ');
});

it.each<[string, number]>([
  ['a factor', 2],
  ['a sign', -1],
  ['a little', 1 + 1e-9],
])('finds a backward rule that is off by %s', (_, factor) => {
  const wrong = customVjp({
    name: 'wrong',
    forward: (x: Tensor) => exp(x) as Tensor,
    vjp: ([x]) => [(cotangent: Tensor) => mul(mul(cotangent, exp(x)), factor) as Tensor],
    jvp: ([x]) => [(tangent: Tensor) => mul(tangent, exp(x)) as Tensor],
  });
  const report = adjointTest((x: Tensor) => wrong(x), draw(4));
  expect(report.isRight).toBe(false);
  expect(report.relativeError).toBeGreaterThan(1e-10);
  expect(String(report)).toContain('DISAGREE');
});

it('draws the same for the same seed', () => {
  const x = draw(3);
  const run = (seed: number) => adjointTest((x: Tensor) => exp(x) as Tensor, x, { seed, trials: 1 }).worst;
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
});

it('finds a rule that gives NaN, whichever trial it is', () => {
  for (const bad of [0, 4, 9]) {
    let trial = 0;
    const sometimes = customVjp({
      name: 'sometimes',
      forward: (x: Tensor) => exp(x) as Tensor,
      vjp: ([x]) => [(cotangent: Tensor) => mul(mul(cotangent, exp(x)), trial++ === bad ? Number.NaN : 1) as Tensor],
      jvp: ([x]) => [(tangent: Tensor) => mul(tangent, exp(x)) as Tensor],
    });
    expect(adjointTest((x: Tensor) => sometimes(x), draw(4)).isRight).toBe(false);
  }
});

it('allows float32 its rounding', () => {
  const x = random.normal([20]) as Tensor;
  expect(adjointTest((x: Tensor) => exp(x) as Tensor, x).isRight).toBe(true);
  expect(adjointTest((x: Tensor) => exp(x) as Tensor, x, { tolerance: 1e-12 }).isRight).toBe(false);
});

it('refuses options that make no sense', () => {
  expect(() => adjointTest((x: Tensor) => x, draw(1), { trials: 1.5 })).toThrow('trials must be a whole number > 0');
  expect(() => adjointTest((x: Tensor) => x, draw(1), { trials: 0 })).toThrow(PullbackError);
});
