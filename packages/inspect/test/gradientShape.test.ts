import { type Tensor, untracked } from '@pullback/core';
import { checkGradients } from '@pullback/inspect';
import { add, cast, reshape, sum } from '@pullback/ops';
import { binary, elementwise, float64, scaled, wrongOnes } from './support';

describe('a gradient that was not brought to the shape of its input', () => {
  const sumOf = (pullbackOfBias: (cotangent: Tensor) => Tensor) =>
    binary({
      outputShape: ([a]) => a.shape,
      kernel: ([a, b], output) => void output.data.set(untracked(() => add(a, b)).data),
      vjp: () => [(cotangent) => cotangent, pullbackOfBias],
    });
  const a = float64([
    [1, 2, 3],
    [4, 5, 6],
  ]).named('a');
  const b = float64([7, 8, 9]).named('b');

  it('is wrong if broadcasting was not undone', () => {
    const report = checkGradients(
      sumOf((cotangent) => cotangent),
      [a, b],
    );
    expect(wrongOnes(report)).toEqual(['b']);
    expect(String(report)).toContain('WRONG');
  });

  it('is wrong if it is too small, and the report says so', () => {
    const report = checkGradients(
      sumOf((cotangent) => sum(cotangent)),
      [a, b],
    );
    expect(wrongOnes(report)).toEqual(['b']);
    expect(String(report)).not.toContain('undefined');
  });

  it('is wrong even if its numbers are right', () => {
    const report = checkGradients(
      sumOf((cotangent) => reshape(sum(cotangent, 0), [3, 1])),
      [a, b],
    );
    expect(wrongOnes(report)).toEqual(['b']);
  });
});

it('a gradient of another dtype is wrong, even if its numbers are right', () => {
  const single = elementwise(
    (x) => x,
    (cotangent) => cast(cotangent, 'float32'),
  );
  expect(checkGradients(single, float64([1, 2]), { tolerance: 1e-3 }).isRight).toBe(false);
  expect(checkGradients(scaled(1), float64([1, 2]), { tolerance: 1e-3 }).isRight).toBe(true);
});
