import type { Tensor } from '@pullback/core';
import { checkGradients } from '@pullback/inspect';
import { add, mul, sin, square } from '@pullback/ops';
import { float64, scaled, widthsOf, withoutRounding } from './support';

const product = ({ x, w }: { x: Tensor; w: Tensor }): Tensor => mul(square(x), w);
const inputs = {
  x: float64([
    [1, 2, 3],
    [4, 5, 6],
  ]),
  w: float64([7, 8, 9]),
};

it('a right report is a table and what it means', () => {
  expect(withoutRounding(checkGradients(product, inputs, { order: 2 }))).toBe(
    [
      'derivative  shape   tried  kinks  relative error',
      '∂y/∂x       [2, 3]      6      0         ███████  right',
      '∂y/∂w       [3]         3      0         ███████  right',
      '∂²y/∂x∂x    [2, 3]      6      0         ███████  right',
      '∂²y/∂x∂w    [3]         3      0         ███████  right',
      '∂²y/∂x∂ȳ    [2, 3]      6      0         ███████  right',
      '∂²y/∂w∂x    [2, 3]      6      0         ███████  right',
      '∂²y/∂w∂w    [3]         3      0               0  right',
      '∂²y/∂w∂ȳ    [2, 3]      6      0         ███████  right',
      'Gradients agree with finite differences to 1.0e-7.',
    ].join('\n'),
  );
});

it('a wrong report names the worst entry of each wrong derivative', () => {
  const onlyCorner = scaled(
    float64([
      [1, 1, 1],
      [1, 1, 1.5],
    ]),
  );
  const report = checkGradients(({ x, w }: typeof inputs) => product({ x: onlyCorner(x), w }), inputs);
  const { actual, expected } = report.checks[0]!.worst!;
  expect(actual / expected).toBeCloseTo(1.5, 6);
  expect(withoutRounding(report)).toBe(
    [
      'derivative  shape   tried  kinks  relative error',
      '∂y/∂x       [2, 3]      6      0          3.3e-1  WRONG',
      '∂y/∂w       [3]         3      0         ███████  right',
      `∂y/∂x is worst at [1, 2]: autograd ${Number(actual.toPrecision(9))}, finite differences ${Number(expected.toPrecision(9))}`,
      '1 of 2 derivatives disagree with finite differences.',
    ].join('\n'),
  );
});

it('the place of the one entry of a scalar is left out', () => {
  expect(String(checkGradients(scaled(2), float64(1)))).toMatch(/^∂y\/∂input is worst: autograd \S+, finite/m);
});

it('the tolerance asked for is the one that is printed', () => {
  expect(String(checkGradients(square, float64(1), { tolerance: 1e-4 }))).toMatch(/to 1\.0e-4\.$/);
});

it('orders above the second have their powers', () => {
  const text = String(checkGradients(square, float64(1), { order: 3 }));
  expect(text).toContain('∂³y/∂input∂input∂input');
});

it('the columns line up, combining marks and all, and no line is longer than 100 columns', () => {
  const named = { weights: float64([1, 2]), 'x\u0304': float64([3, 4]) };
  const f = ({ weights, 'x\u0304': x }: typeof named) => mul(square(scaled(3)(weights)), x);
  const text = String(checkGradients(f, named, { order: 3 }));
  const table = text.split('\n').filter((line) => /(right|WRONG)$/.test(line));
  const shapesStart = table.map((line) => widthsOf(line.slice(0, line.indexOf('[')))[0]);
  expect(new Set(shapesStart).size).toBe(1);
  expect(new Set(widthsOf(table.join('\n'))).size).toBe(1);
  expect(Math.max(...widthsOf(text))).toBeLessThanOrEqual(100);
  expect(text).not.toMatch(/ $/m);
});

it('every derivative has a path of its own', () => {
  const { checks } = checkGradients(square, float64(1), { order: 3 });
  const paths = checks.map(({ path }) => path.join(' '));
  expect(new Set(paths).size).toBe(paths.length);
});

it('a report says where the rounding of the function hides errors larger than the tolerance', () => {
  const lines = (offset: number) =>
    String(checkGradients((x: Tensor) => add(sin(x), offset), float64([1]))).split('\n');
  expect(lines(1).at(-1)).toBe('Gradients agree with finite differences to 1.0e-7.');
  expect(lines(1e8).at(-1)).toMatch(
    /^Rounding of the function hides errors of ∂y\/∂input up to \d\.\de-4 of its largest entry\.$/,
  );
  expect(lines(1e15).at(-1)).toBe('Beside the rounding of the function ∂y/∂input is too small to be tried.');
});
