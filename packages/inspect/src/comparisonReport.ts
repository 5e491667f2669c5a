// A comparison of derivations as text.

import { formatFloat, textTable } from '@pullback/core';
import type { Comparison, ComparisonReport } from './compareGradients';
import type { Explanation } from './explainMismatch';
import { formatEntry, formatError } from './gradientReport';

/** A table in the order of the backward walk, then the place where the derivation first goes wrong. */
export function formatComparison(report: Omit<ComparisonReport, 'toString'>): string {
  const header = ['cotangent of', 'shape', 'largest', 'by hand', 'finite differences', 'tried', 'verdict'];
  const rows = report.comparisons.map((comparison) => [
    comparison.name,
    `[${comparison.shape.join(', ')}]`,
    formatFloat(comparison.largest),
    comparison.problem === undefined ? formatError(comparison.relativeError) : '-',
    formatError(comparison.numeric.relativeError),
    formatTried(comparison),
    formatVerdict(comparison),
  ]);
  return [
    ...textTable([header, ...rows], [2, 3, 4, 5]),
    'Errors against autograd: by hand relative to each entry, by finite differences to the largest.',
    ...formatConclusion(report),
    ...(report.hidesOrder
      ? ['All sizes are equal: a wrong order or transpose can go unseen. Try sizes that differ.']
      : []),
  ].join('\n');
}

function formatTried({ shape, numeric: { entries, kinks } }: Comparison): string {
  const size = shape.reduce((product, length) => product * length, 1);
  const tried = entries === size ? 'all' : `${entries} of ${size}`;
  return kinks === 0 ? tried : `${tried}, ${kinks} at a kink`;
}

function formatVerdict({ verdict, because }: Comparison): string {
  if (verdict === 'right') return 'right';
  if (verdict === 'follows') return `follows from ${because.join(', ')}`;
  return 'WRONG';
}

function formatConclusion({ firstWrong, comparisons, isRight }: Omit<ComparisonReport, 'toString'>): string[] {
  const doubts = comparisons
    .filter(({ numeric }) => !numeric.isRight)
    .map(({ name, numeric: { worst } }) => {
      const entry = worst === undefined ? '' : formatEntry(worst, 'autograd', 'finite differences');
      return `Finite differences do not confirm autograd for ${name}, worst${entry}.`;
    });
  // Against an autograd that is itself in doubt, nothing can be said of a formula.
  if (firstWrong?.numeric.isRight) return [...doubts, ...formatFirstWrong(firstWrong)];
  return isRight ? ['The derivation is right.'] : doubts;
}

function formatFirstWrong({ name, worst, problem, numeric, explanation }: Comparison): string[] {
  const where = `The derivation first goes wrong at the cotangent of ${name}`;
  if (problem !== undefined || worst === undefined)
    return [`${where}:`, `${problem?.replace(/\.$/, '')}.`, ...formatExplanation(explanation)];
  const mistake =
    explanation === undefined ? ['No mistake that is known explains it.'] : formatExplanation(explanation);
  const lines = [`${where},`, `worst${formatEntry(worst, 'by hand', 'autograd')}.`, ...mistake];
  // Where the function bends, finite differences cannot tell right from wrong: a convention does.
  return numeric.kinks === 0
    ? lines
    : [...lines, `It bends at ${numeric.kinks} of the entries tried: there a slope is a convention.`];
}

function formatExplanation(explanation: Explanation | undefined): string[] {
  if (explanation === undefined) return [];
  const { text, right, where } = explanation;
  return [text, ...(right === undefined ? [] : [`Right is ${right}.`]), ...where.map((line) => `Here ${line}.`)];
}
