import { DTypeError, PullbackError, Random, type Tensor, tensor } from '@pullback/core';
import { sweepSteps } from '@pullback/inspect';
import { exp, log, matmul, mul, sum, tanh } from '@pullback/ops';

const random = new Random(4);
const draw = (...shape: number[]) => random.normal(shape, { dtype: 'float64' }) as Tensor;
const inputs = { x: draw(4, 3), W: draw(3, 5) };
const sweep = sweepSteps(({ x, W }) => tanh(matmul(x, W)) as Tensor, inputs);

it('errors fall as h² and h⁴ while steps are large, and rise as 1/h when they are small', () => {
  const at = (step: number) => sweep.errors.find((error) => error.step === step)!;
  expect(at(1e-2).twoPoints / at(1e-3).twoPoints).toBeCloseTo(100, -1);
  expect(at(1e-2).fivePoints).toBeLessThan(at(1e-2).twoPoints / 10);
  expect(at(1e-12).twoPoints).toBeGreaterThan(100 * at(sweep.best.twoPoints).twoPoints);
  expect(sweep.best.fivePoints).toBeGreaterThanOrEqual(1e-4);
  expect(sweep.best.twoPoints).toBeLessThanOrEqual(sweep.best.fivePoints);
});

it('is a table with the best of each', () => {
  const lines = String(sweep).split('\n');
  expect(lines).toHaveLength(13);
  expect(lines[0]).toMatch(/^ *step h {2}two points/);
  expect(String(sweep).match(/best/g)).toHaveLength(2);
});

it('tries the steps that are asked for', () => {
  const { errors } = sweepSteps((x: Tensor) => sum(exp(x)) as Tensor, draw(3), { steps: [1e-3, 1e-5] });
  expect(errors.map(({ step }) => step)).toEqual([1e-3, 1e-5]);
});

it('refuses float32, in which differences are mostly rounding', () => {
  expect(() => sweepSteps((x: Tensor) => exp(x) as Tensor, random.normal([2]) as Tensor)).toThrow(DTypeError);
});

it('moves a tensor that is given twice in a direction of its own each time', () => {
  const x = draw(3);
  const { errors } = sweepSteps(({ a, b }) => mul(a, b) as Tensor, { a: x, b: x }, { steps: [1e-3] });
  expect(errors[0]!.twoPoints).toBeLessThan(1e-10);
});

it('a step at which the function is NaN is not the best', () => {
  const { errors, best } = sweepSteps((x: Tensor) => log(x) as Tensor, tensor([1e-3], { dtype: 'float64' }) as Tensor);
  expect(errors[0]!.twoPoints).toBeNaN();
  expect(best.twoPoints).toBeLessThan(1e-4);
});

it.each([[[]], [[0]], [[1e-3, -1]], [[Number.NaN]]])('refuses the steps %p', (steps) => {
  expect(() => sweepSteps((x: Tensor) => exp(x) as Tensor, draw(2), { steps })).toThrow(PullbackError);
});
