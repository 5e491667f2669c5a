// Reading an einsum expression: which axis of which operand has which label, and what is wrong where they do not fit.

import { formatShape, PullbackError, type Shape, ShapeError, spell, type Tensor } from '@pullback/core';

/**
 * The labels of every operand's axes, and of the output's. A label is a letter, or `.1`, `.2`, … for the axes that `...`
 * stands for, counted from the last.
 */
export interface Labels {
  readonly operands: readonly (readonly string[])[];
  readonly output: readonly string[];
}

/**
 * @throws PullbackError if the expression cannot be read, or is for another number of operands.
 * @throws ShapeError if an operand has another rank than its term.
 */
export function readExpression(expression: string, tensors: readonly Tensor[]): Labels {
  if (typeof expression !== 'string') {
    throw new PullbackError(
      `einsum: the first argument is an expression, such as 'ij,jk->ik', got ${spell(expression)}.`,
    );
  }
  const fail = (problem: string, advice: string): PullbackError =>
    new PullbackError(`einsum: ${problem} in '${expression}'. ${advice}`);
  const compact = expression.replaceAll(' ', '');
  const stray = /[^a-zA-Z,]/u.exec(compact.replaceAll(/\.\.\.|->/g, ','));
  if (stray !== null) throw fail(`'${stray[0]}' has no meaning`, "Write letters, ',', '...' and '->'.");
  const [left, right, ...more] = compact.split('->') as [string, ...string[]];
  if (more.length > 0) throw fail("'->' comes twice", 'Write it once, before the output.');
  if (right?.includes(',')) throw fail("',' comes after '->'", 'There is one output.');
  const terms = left.split(',');
  const unclear = [...terms, right ?? ''].find((term) => term.split('...').length > 2);
  if (unclear !== undefined) throw fail(`'...' comes twice in the term '${unclear}'`, 'Write it once.');
  if (terms.length !== tensors.length) {
    throw fail(
      `tensors and terms must be as many, got ${tensors.length} and ${terms.length}`,
      'Give one for each term.',
    );
  }
  const operands = terms.map((term, i) => labelsOf(term, tensors[i]!, i));
  const ellipsis = longestEllipsis(operands);
  if (right === undefined) return { operands, output: [...ellipsis, ...lettersThatOccurOnce(left)] };
  for (const [i, letter] of lettersOf(right).entries()) {
    if (!left.includes(letter)) throw fail(`no operand has the output's '${letter}'`, 'Name an axis of an operand.');
    if (lettersOf(right).indexOf(letter) !== i) throw fail(`the output has '${letter}' twice`, 'Write it once.');
  }
  if (ellipsis.length > 0 && !right.includes('...')) {
    throw fail(
      "the output has no '...', but the operands do",
      "Write it after '->' too, and sum() what it stands for.",
    );
  }
  return { operands, output: expand(right, ellipsis) };
}

/** The labels of one operand's axes, as many as it has. */
function labelsOf(term: string, { rank, shape }: { rank: number; shape: Shape }, operand: number): readonly string[] {
  const named = lettersOf(term).length;
  const hasEllipsis = term.includes('...');
  if (hasEllipsis ? rank >= named : rank === named) return expand(term, ellipsisOf(rank - named));
  throw new ShapeError(
    `einsum: '${term}' is for rank ${named}${hasEllipsis ? ' or more' : ''}, got ${formatShape(shape)} as operand ${operand}. ` +
      "Give each axis a letter, or write '...' for those before.",
    [shape],
  );
}

const lettersOf = (term: string): readonly string[] => [...term.replace('...', '')];

function lettersThatOccurOnce(terms: string): readonly string[] {
  const letters = [...terms.replaceAll(/[.,]/g, '')];
  return letters.filter((letter) => letters.indexOf(letter) === letters.lastIndexOf(letter)).sort();
}

/** `.2`, `.1` for two axes. */
const ellipsisOf = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `.${count - i}`);

function longestEllipsis(operands: Labels['operands']): readonly string[] {
  const counts = operands.map((labels) => labels.filter((label) => label.startsWith('.')).length);
  return ellipsisOf(Math.max(...counts));
}

function expand(term: string, ellipsis: readonly string[]): readonly string[] {
  const [before, after] = term.split('...') as [string, string?];
  return after === undefined ? [...before] : [...before, ...ellipsis, ...after];
}
