import { grad, Random, type ScalarShape, ShapeError, type Tensor, tensor, zeros } from '@pullback/core';
import { checkGradients } from '@pullback/inspect';
import { sumSquaredError } from '@pullback/nn';
import { errorOf, float64 } from './support';

it('adds the squares of all differences and divides by nothing', () => {
  const prediction = float64([
    [1, 2],
    [2, 5],
  ]);
  const target = float64([
    [2, 1],
    [1, 6],
  ]);
  expect(sumSquaredError(prediction, target).item()).toBe(4);
});

it('is 0 only where both agree, and does not depend on which comes first', () => {
  const [a, b] = [float64([1, -2, 3]), float64([1, 2, 3])];
  expect(sumSquaredError(a, a).item()).toBe(0);
  expect(sumSquaredError(a, b).item()).toBe(16);
  expect(sumSquaredError(b, a).item()).toBe(16);
});

it('takes scalars, and nothing at all', () => {
  expect(sumSquaredError(float64(3), float64(1)).item()).toBe(4);
  expect(sumSquaredError(zeros([0, 3]), zeros([0, 3])).item()).toBe(0);
});

it('is a scalar of the dtype that it is given', () => {
  const loss: Tensor<ScalarShape> = sumSquaredError(zeros([2, 3]), zeros([2, 3]));
  expect(loss).toMatchObject({ shape: [], dtype: 'float32' });
  expect(sumSquaredError(float64([1]), float64([2])).dtype).toBe('float64');
});

it('gives the squares one by one, or their mean, if asked for', () => {
  const [a, b] = [zeros([2, 2], { dtype: 'float64' }), tensor(Float64Array.of(1, 2, 3, 4), { shape: [2, 2] })];
  const squares: Tensor<readonly [2, 2]> = sumSquaredError(a, b, { reduction: 'none' });
  expect(squares.toArray()).toEqual([
    [1, 4],
    [9, 16],
  ]);
  expect(sumSquaredError(a, b, { reduction: 'mean' }).item()).toBe(7.5);
});

it('has gradient 2 (prediction - target)', () => {
  const target = float64([4, 4, 4]);
  const gradient = grad((prediction: Tensor) => sumSquaredError(prediction, target))(float64([1, 4, 6]));
  expect(gradient.toArray()).toEqual([-6, 0, 4]);
});

it('has right gradients by both, to second order', () => {
  const random = new Random(5);
  const [prediction, target] = [1, 2].map(() => random.normal([3, 4], { dtype: 'float64' }));
  const report = checkGradients(([a, b]) => sumSquaredError(a!, b!), [prediction!, target!], { order: 2 });
  expect(report.isRight).toBe(true);
});

it('does not broadcast: shapes that differ are an error that carries both', () => {
  const error = errorOf(() => sumSquaredError(float64([[1], [2]]), float64([1, 2])));
  expect(error).toStrictEqual(
    new ShapeError(
      'sumSquaredError: prediction and target must have one shape, got [2, 1] and [2]. ' +
        'Bring them together with reshape() or broadcastTo().',
    ),
  );
  expect(error).toHaveProperty('shapes', [[2, 1], [2]]);
  expect(() => sumSquaredError(float64([[1], [2]]), float64([[1, 2]]))).toThrow('got [2, 1] and [1, 2]');
});

it('does not compile where shapes are known to differ, and fails where it runs all the same', () => {
  // @ts-expect-error 3 is not 2
  expect(() => sumSquaredError(zeros([2, 3]), zeros([2, 2]))).toThrow(ShapeError);
});

it('does not mix dtypes', () => {
  expect(() => sumSquaredError(float64([1]), tensor([1]) as Tensor)).toThrow(/one dtype/);
});

it('takes tensors whose shapes are known only when it runs', () => {
  const unknown: Tensor = zeros([2, 3]);
  expect(sumSquaredError(zeros([2, 3]), unknown).item()).toBe(0);
  expect(sumSquaredError(unknown, zeros([2, 3])).item()).toBe(0);
});
