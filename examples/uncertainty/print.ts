// What the example prints: two tables, a drawing, and a count.

import type { Tensor } from '@pullback/core';
import { mean } from '@pullback/ops';
import type { Step } from './newton';

type Vector = Tensor<readonly [number]>;
type Matrix = Tensor<readonly [number, number]>;

interface Normal {
  readonly mode: Vector;
  readonly covariance: Matrix;
}

interface Prediction {
  readonly mean: Vector;
  readonly deviation: Vector;
}

/** Half the width of the band that holds 95 % of a normal distribution, in deviations. */
const BAND = 1.96;
const LAST_STEPS = 8;
const TOP = 2.5;
const ROWS = 21;

export function printParameters(laplace: Normal, closed: Normal): void {
  console.log('A cubic, c₀ + c₁ x + c₂ x² + c₃ x³: parameters ± their deviation');
  console.log('    by the Hessian        closed form');
  for (let i = 0; i < laplace.mode.size; i++)
    console.log(`c${'₀₁₂₃'[i]}  ${estimate(laplace, i)}    ${estimate(closed, i)}`);
  const differences = laplace.covariance.data.map((entry, i) => Math.abs(entry - closed.covariance.data[i]!));
  const agree = Math.max(...differences) < 1e-10;
  console.log(`The covariances ${agree ? 'agree in all entries, to 1e-10' : 'differ'}.`);
}

function estimate({ mode, covariance }: Normal, i: number): string {
  const deviation = Math.sqrt(covariance.data[i * (mode.size + 1)]!);
  return `${mode.data[i]!.toFixed(4).padStart(7)} ± ${deviation.toFixed(4)}`;
}

export function printSteps(steps: readonly Step[]): void {
  console.log(`\nA tanh network: the last of ${steps.length - 1} Newton steps`);
  console.log('step        loss  |gradient|  ridge');
  const first = Math.max(0, steps.length - LAST_STEPS);
  for (const [i, { loss, slope, ridge }] of steps.slice(first).entries()) {
    const length = slope < 1e-10 ? 'rounding' : slope.toExponential(0);
    const added = ridge === 0 ? 'none' : ridge.toExponential(0);
    console.log(
      `${String(first + i).padStart(4)}  ${loss.toFixed(6).padStart(10)}  ${length.padStart(10)}  ${added.padStart(5)}`,
    );
  }
}

/** `·` within the band, `─` the mean, `o` what was measured. */
export function printBand(
  { grid, mean, deviation }: Prediction & { readonly grid: Vector },
  measured: { readonly x: Vector; readonly y: Vector },
): void {
  const [left, right] = [grid.data[0]!, grid.data.at(-1)!];
  const rowOf = (y: number) => Math.round(((TOP - y) / (2 * TOP)) * (ROWS - 1));
  const columnOf = (x: number) => Math.round(((x - left) / (right - left)) * (grid.size - 1));
  const rows = Array.from({ length: ROWS }, () => new Array<string>(grid.size).fill(' '));
  for (let column = 0; column < grid.size; column++) {
    const half = BAND * deviation.data[column]!;
    const [high, middle, low] = [half, 0, -half].map((offset) => rowOf(mean.data[column]! + offset)) as [
      number,
      number,
      number,
    ];
    for (let row = Math.max(0, high); row <= Math.min(ROWS - 1, low); row++) rows[row]![column] = '·';
    if (rows[middle]) rows[middle][column] = '─';
  }
  for (const [i, x] of measured.x.data.entries()) rows[rowOf(measured.y.data[i]!)]![columnOf(x)] = 'o';
  console.log('\nThe measurements (o), the fit (─) and its 95 % band (·)');
  for (const [i, row] of rows.entries()) {
    const label = i % 4 === 0 ? (TOP - (i * 2 * TOP) / (ROWS - 1)).toFixed(1) : '';
    console.log(`${label.padStart(5)} │${row.join('')}`.trimEnd());
  }
  const ticks = Array.from({ length: right - left + 1 }, (_, i) => String(left + i));
  const gap = (grid.size - 1) / (right - left);
  console.log(`      └${'─'.repeat(grid.size)}`);
  console.log(`${' '.repeat(6)}${ticks.map((tick) => tick.padStart(2).padEnd(gap)).join('')}`.trimEnd());
}

export function printCoverage(
  regions: Readonly<Record<string, Vector>>,
  predict: (x: Vector) => Prediction & { readonly y: Vector },
): void {
  console.log('\nFresh measurements, 1000 each  inside the band  mean deviation');
  for (const [name, x] of Object.entries(regions)) {
    const { mean: expected, deviation, y } = predict(x);
    const inside = y.data.filter(
      (value: number, i: number) => Math.abs(value - expected.data[i]!) < BAND * deviation.data[i]!,
    );
    const share = `${((100 * inside.length) / y.size).toFixed(1)} %`;
    const average = mean(deviation).item();
    console.log(`${name.padEnd(29)}  ${share.padStart(15)}  ${average.toFixed(2).padStart(14)}`);
  }
}
