import { formatNumbers, formatShape, type Tensor } from '@pullback/core';
import { barOf, fit, inStyle, type Style } from './style';
import type { Contribution, TraceStep } from './traceBackward';

const INDENT = '    ';
const COLUMNS = 100;
/** Larger tensors are shown with their shape: of the longest only the ends are printed. */
const SMALL = 64;

export function formatStep(step: TraceStep, style: Style): string {
  const lines = linesOf(step, style).map((line) => fit(inStyle(line, style), COLUMNS));
  return lines.join('\n');
}

function linesOf(step: TraceStep, style: Style): readonly string[] {
  switch (step.kind) {
    case 'seed':
      return [`${barOf(step.value, style)} is the seed`, ...numbers(step.cotangent)];
    case 'source':
      return step.cotangent === undefined
        ? [`${barOf(step.value, style)}: nothing came; the target does not depend on it`]
        : [`${barOf(step.value, style)} is the gradient`, ...numbers(step.cotangent)];
    case 'skip':
      return [
        step.why === 'constant'
          ? `${step.call}: passed by, no gradient goes through it to a source`
          : `${step.call}: passed by, no gradient comes to it from the target`,
      ];
    case 'visit':
      return [step.call, ...step.contributions.flatMap(contribution)];
  }
}

function contribution({ formula, value, part, parts, closed }: Contribution): string[] {
  const notes = [
    ...(parts > 1 ? [`part ${part} of ${parts}${part > 1 ? ', which add' : ''}`] : []),
    ...(closed > 0 ? [`closed at ${closed} of ${value.size}`] : []),
  ];
  return [`  ${formula}${notes.length > 0 ? `   (${notes.join('; ')})` : ''}`, ...numbers(value)];
}

function numbers(tensor: Tensor | undefined): string[] {
  if (tensor === undefined) return [];
  const shape = tensor.size > SMALL ? [`${INDENT}${formatShape(tensor.shape)}`] : [];
  return [
    ...shape,
    ...formatNumbers(tensor)
      .split('\n')
      .map((line) => `${INDENT}${line}`),
  ];
}
