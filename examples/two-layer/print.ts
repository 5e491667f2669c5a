// What the demo shows.

import type { Tape } from '@pullback/core';
import type { ComparisonReport } from '@pullback/inspect';
import { plot } from 'asciichart';
import type { Dataset, Sample, Split } from './dataset';
import { FORMULAS } from './derivation';
import type { WrongDerivation } from './wrongDerivations';

/** What fits beside the chart's axis on 100 columns. */
const CHART_WIDTH = 84;
const CHART_HEIGHT = 12;
const SHADES = ' ░▒▓█';

export function printSection(title: string): void {
  console.log(`\n${title}\n${'─'.repeat(title.length)}`);
}

export function printData({ source, classes, samples }: Dataset, { training, heldOut }: Split): void {
  printSection('Data');
  console.log(`${samples.length} images, ${source}: ${training.length} to train on, ${heldOut.length} held out`);
  console.log(`classes: ${classes.join(', ')}`);
  printImages(classes.map((_, label) => training.find((sample) => sample.label === label)!));
}

/** One image of each class side by side, if they are small squares. */
function printImages(images: readonly Sample[]): void {
  const side = Math.sqrt(images[0]!.pixels.length);
  const perRow = Math.floor(98 / (side + 2));
  if (!Number.isInteger(side) || side > 32) return;
  const shown = images.slice(0, perRow);
  console.log();
  for (let row = 0; row < side; row++) {
    const lines = shown.map(({ pixels }) =>
      pixels
        .slice(row * side, (row + 1) * side)
        .map(shade)
        .join(''),
    );
    console.log(`  ${lines.join('  ')}`.trimEnd());
  }
}

function shade(pixel: number): string {
  const level = Math.round(Math.abs(pixel) * (SHADES.length - 1));
  return SHADES[Math.min(level, SHADES.length - 1)]!;
}

export function printTape(tape: Tape): void {
  printSection('The tape: L = sum(square(sub(matmul(relu(matmul(x, W1)), W2), y)))');
  console.log(tape.toString());
}

export function printGradients(report: ComparisonReport): void {
  printSection('Every gradient three ways: autograd, by hand, and by finite differences, in float64');
  for (const { name } of report.comparisons) console.log(`  ${FORMULAS[name as keyof typeof FORMULAS]}`);
  console.log(`\n${report}`);
}

export function printWrong({ claim, right, on }: WrongDerivation, report: ComparisonReport): void {
  const verdicts = report.comparisons.map(({ name, verdict, because }) => {
    if (verdict === 'follows') return `${name} follows from ${because.join(', ')}`;
    return `${name} ${verdict === 'wrong' ? 'WRONG' : 'right'}`;
  });
  console.log(`\nclaim:  ${claim}\nright:  ${right}\ntried:  on ${on}\nfound:  ${verdicts.join(' · ')}`);
  const conclusion = String(report)
    .split('\n')
    .slice(report.comparisons.length + 2);
  for (const line of conclusion) console.log(`        ${line}`);
}

export function printLosses(losses: readonly number[]): void {
  // Losses span orders of magnitude, so the chart shows their logarithm.
  const points = Math.min(CHART_WIDTH, losses.length);
  const shown = Array.from(
    { length: points },
    (_, i) => losses[Math.round((i * (losses.length - 1)) / Math.max(1, points - 1))]!,
  );
  const logs = shown.map((loss) => Math.log10(Math.max(loss, Number.MIN_VALUE)));
  const label = (exponent: number): string => (10 ** exponent).toPrecision(3).padStart(10);
  const chart = plot(logs, { height: CHART_HEIGHT, format: label });
  console.log(chart.replace(/ +$/gm, ''));
  console.log(`${'loss (log scale)'.padStart(28)}, steps 0 to ${losses.length - 1}`);
}
