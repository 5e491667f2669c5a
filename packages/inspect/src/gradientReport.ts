// A gradient check as text.

import { textTable } from '@pullback/core';
import type { GradientCheck, GradientReport } from './checkGradients';
import type { Worst } from './difference';
import type { Kink } from './nearestKink';
import { fit } from './style';

/** A table of checks, with the worst entry of those that failed, and the verdict. */
export function formatGradientReport(report: Omit<GradientReport, 'toString'>, tolerance: number): string {
  const header = ['derivative', 'shape', 'tried', 'kinks', 'relative error', ''];
  const rows = report.checks.map((check) => [
    formatDerivative(check.path),
    `[${check.shape.join(', ')}]`,
    String(check.entries),
    String(check.kinks),
    formatError(check.relativeError),
    check.isRight ? 'right' : 'WRONG',
  ]);
  const wrong = report.checks.filter((check) => !check.isRight);
  return [
    ...textTable([header, ...rows], [2, 3, 4]),
    ...wrong.map(formatWorst),
    report.checks.every((check) => check.entries === 0)
      ? 'There was nothing to try.'
      : report.isRight
        ? `Gradients agree with finite differences to ${formatError(tolerance)}.`
        : `${wrong.length} of ${report.checks.length} derivatives disagree with finite differences.`,
    ...report.checks.filter(({ hidden }) => hidden > tolerance).map(formatHidden),
    ...(report.nearestKink === undefined ? [] : [formatKink(report.nearestKink)]),
  ].join('\n');
}

/** Where the function is large beside what it changes by, less is tried than the tolerance says. */
function formatHidden({ path, hidden }: GradientCheck): string {
  const derivative = formatDerivative(path);
  return hidden < 1
    ? `Rounding of the function hides errors of ${derivative} up to ${formatError(hidden)} of its largest entry.`
    : `Beside the rounding of the function ${derivative} is too small to be tried.`;
}

function formatKink({ distance, call, index }: Kink): string {
  const place = index.length === 0 ? '' : ` at [${index.join(', ')}]`;
  const where = `${fit(call, 50)}${place}`;
  return distance === 0
    ? `There is a kink right here: ${where}.`
    : `The nearest kink is ${formatError(distance)} away: ${where}.`;
}

/** `∂y/∂x`, `∂²y/∂x∂w`. */
export function formatDerivative(path: readonly string[]): string {
  const power = path.length === 1 ? '' : [...String(path.length)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
  return `∂${power}y/${path.map((name) => `∂${name}`).join('')}`;
}

/** `0`, `3.1e-12`. */
export function formatError(error: number): string {
  if (error === 0) return '0';
  return Number.isFinite(error) ? error.toExponential(1) : String(error);
}

/** `at [2, 0]: autograd 1.5, finite differences 3`. */
export function formatEntry({ index, actual, expected }: Worst, by: string, against: string): string {
  const place = index.length === 0 ? '' : ` at [${index.join(', ')}]`;
  return `${place}: ${by} ${formatNumber(actual)}, ${against} ${formatNumber(expected)}`;
}

/** Nine digits, without needless zeros. */
function formatNumber(value: number): string {
  return String(Number(value.toPrecision(9)));
}

function formatWorst({ path, worst, problem }: GradientCheck): string {
  if (problem !== undefined) return `${formatDerivative(path)} cannot be compared: ${problem}`;
  const entry = worst === undefined ? '' : formatEntry(worst, 'autograd', 'finite differences');
  return `${formatDerivative(path)} is worst${entry}`;
}
