import { DTypeError, GradientError, grad, PullbackError, Random, type Tensor, tensor } from '@pullback/core';
import { checkGradients } from '@pullback/inspect';
import { clipByNorm, clipByValue, globalNorm } from '@pullback/nn';
import { square, sum } from '@pullback/ops';
import { errorOf, float64 } from './support';

const tree = () => ({ a: float64([3, 0]), rest: [float64([[0], [4]])] });

it('globalNorm is that of all gradients as one vector, and overflows only if it does itself', () => {
  expect(globalNorm(tree()).item()).toBe(5);
  expect(globalNorm({ a: tensor([3]), b: float64(4) }).item()).toBe(5);
  expect(globalNorm([float64([3e200]), float64([4e200])]).item()).toBeCloseTo(5e200, -190);
  expect(globalNorm(tensor([3e30, 4e30])).item() / 5e30).toBeCloseTo(1, 6);
  expect(globalNorm({}).item()).toBe(0);
});

it('clipByNorm scales all together down to the norm, and keeps their direction', () => {
  const gradients = tree();
  const clipped = clipByNorm(gradients, 1);
  const factor = 1 / (5 + 1e-6);
  expect(clipped.a.toArray()).toEqual([3 * factor, 0]);
  expect(clipped.rest[0]!.toArray()).toEqual([[0], [4 * factor]]);
  expect(gradients).toEqual(tree());
});

it('clipByNorm leaves what is small enough as it is', () => {
  expect(clipByNorm(tree(), 5.00001)).toEqual(tree());
  expect(clipByNorm({ w: float64([0, 0]) }, 1).w.toArray()).toEqual([0, 0]);
});

it('clipping keeps dtypes', () => {
  const mixed = { a: tensor([3]), b: float64([4]) };
  for (const clipped of [clipByNorm(mixed, 1), clipByValue(mixed, 1)]) {
    expect([clipped.a.dtype, clipped.b.dtype]).toEqual(['float32', 'float64']);
  }
});

it.each<[number[], string]>([
  [[1, Number.NaN], "NaN, from NaN at element 1 of 'b'"],
  [[Infinity, 1], "Infinity, from Infinity at element 0 of 'b'"],
  [[1.7e308, 1.7e308], 'Infinity'],
])('a norm that is not finite is an error that tells where it comes from: %p', (b, what) => {
  expect(errorOf(() => clipByNorm({ a: float64([1]), b: float64(b) }, 1))).toStrictEqual(
    new GradientError(
      `clipByNorm: a finite norm is required, got ${what}. ` +
        'Find its source with checkAnomalies(), or pass { allowNonFinite: true }.',
    ),
  );
});

it('allowed, a norm that is not finite scales all the same, as in PyTorch', () => {
  const clip = (values: number[]) => clipByNorm(float64(values), 1, { allowNonFinite: true }).toArray();
  expect(clip([1, Infinity])).toEqual([0, Number.NaN]);
  expect(clip([1, Number.NaN])).toEqual([Number.NaN, Number.NaN]);
});

it('clipByValue brings each entry within bounds', () => {
  const clipped = clipByValue({ a: float64([-3, 0.5, 3, Infinity, Number.NaN]) }, 1);
  expect(clipped.a.toArray()).toEqual([-1, 0.5, 1, 1, Number.NaN]);
});

it('both can be differentiated: gradients of clipped gradients', () => {
  const x = new Random(3).normal([3, 2], { dtype: 'float64' });
  const clip = (max: number) => (input: Tensor) => clipByNorm(grad((w: Tensor) => sum(square(w)))(input), max);
  for (const f of [clip(0.5), clip(100), (input: Tensor) => clipByValue(input, 0.7)]) {
    expect(checkGradients(f, x).isRight).toBe(true);
  }
});

it.each([0, -1, Number.NaN, Infinity])('refuses the bound %p', (max) => {
  for (const [name, clip] of Object.entries({ clipByNorm, clipByValue })) {
    expect(errorOf(() => clip(tree(), max))).toStrictEqual(
      new PullbackError(`${name}: max must be a finite number > 0, got ${max}.`),
    );
  }
});

it('refuses whole numbers', () => {
  expect(() => clipByNorm({ a: tensor(Int32Array.of(3)) }, 1)).toThrow(DTypeError);
});
