import { isSameShape, type Tensor } from '@pullback/core';
import { type Case, type Finding, isByHandOfShape, minus } from './mistake';

/**
 * A part in which each row lacks, or has too much, a factor: the sum of that row of something on the tape. So is `softmax - y` for
 * `softmax Σy - y`.
 */
export function byRowFactor(given: Case): Finding | undefined {
  const { tape, byHand, right, label } = given;
  const [rows, columns] = right.shape;
  if (right.rank !== 2 || columns! < 2 || !isByHandOfShape(given, right.shape)) return undefined;
  const difference = minus(byHand, right);
  const sums = rowSums(new Set(tape.nodes.flatMap(({ inputs }) => inputs)), rows!);
  for (const { part, excessOf, text } of suspectsOf(given)) {
    const excess = rowRatios(difference, part);
    if (excess === undefined) continue;
    for (const [factor, ofRows] of sums) {
      if (ofRows.every((sum, row) => isAlike(excess[row]!, excessOf(sum)))) {
        return { mistake: 'factor', text: text(label(factor)) };
      }
    }
  }
  return undefined;
}

/** A part, and how much of it there is too much if this sum was forgotten, or taken twice. */
interface Suspect {
  readonly part: ArrayLike<number>;
  readonly excessOf: (sum: number) => number;
  readonly text: (factor: string) => string;
}

/** What comes back from a reader; and what is on the tape, which rules multiply by sums, or its exponential, as for log-probabilities. */
function* suspectsOf({ tape, right, parts, label }: Case): Generator<Suspect> {
  const lacks = (what: string) => (factor: string) =>
    `${what} lacks a factor in each row, the sum of ${factor} there. Is it 1?`;
  for (const { node, value } of parts.length > 1 ? parts : []) {
    const what = `What comes back from ${label(node.output)}`;
    yield { part: value.data, excessOf: (sum) => 1 / sum - 1, text: lacks(what) };
    yield {
      part: value.data,
      excessOf: (sum) => sum - 1,
      text: (factor) => `${what} is multiplied in each row by the sum of ${factor}.`,
    };
  }
  for (const { output } of tape.nodes) {
    if (!isSameShape(output.shape, right.shape)) continue;
    const name = label(output);
    yield { part: output.data, excessOf: (sum) => 1 - sum, text: lacks(`The part ${name}`) };
    yield { part: output.data.map(Math.exp), excessOf: (sum) => 1 - sum, text: lacks(`The part exp(${name})`) };
  }
}

/** By what each row of `part` is multiplied to make that of `whole`; undefined if there is no such number. */
function rowRatios({ data, shape }: Tensor, part: ArrayLike<number>): readonly number[] | undefined {
  const [rows, columns] = shape as readonly [number, number];
  const ratios: number[] = [];
  for (let row = 0; row < rows; row++) {
    const first = data[row * columns]! / part[row * columns]!;
    for (let i = row * columns; i < (row + 1) * columns; i++)
      if (!isAlike(data[i]! / part[i]!, first)) return undefined;
    ratios.push(first);
  }
  return ratios.length > 0 ? ratios : undefined;
}

/** Of each matrix with so many rows, their sums. */
function rowSums(tensors: Iterable<Tensor>, rows: number): ReadonlyMap<Tensor, readonly number[]> {
  const sums = new Map<Tensor, readonly number[]>();
  for (const tensor of tensors) {
    const [count, columns] = tensor.shape;
    if (tensor.rank !== 2 || count !== rows) continue;
    sums.set(
      tensor,
      Array.from({ length: rows }, (_, row) => sumOf(tensor, row * columns!, (row + 1) * columns!)),
    );
  }
  return sums;
}

function sumOf({ data }: Tensor, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += data[i]!;
  return sum;
}

/** Whether two finite numbers, around 1, are one but for rounding. */
function isAlike(actual: number, expected: number): boolean {
  return Number.isFinite(expected) && Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
}
