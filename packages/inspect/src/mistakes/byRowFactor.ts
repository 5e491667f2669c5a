import { isSameShape, type Tensor } from '@pullback/core';
import { type Case, type Finding, type Part, totalOf } from './mistake';
import { near } from './nearness';

/**
 * At a fan-out, a part that lacks, or has too much, the sum of each row of something on the tape: `softmax - y` for `softmax Σy - y`.
 */
export function byRowFactor(given: Case): Finding | undefined {
  const { tape, byHand, right, parts, label } = given;
  if (parts.length < 2 || right.rank !== 2 || !isSameShape(byHand.shape, right.shape)) return undefined;
  for (const part of parts) {
    const others = totalOf(
      given,
      parts.filter((other: Part) => other !== part),
    );
    const found = rowRatios(byHand, others, part.value);
    if (found === undefined) continue;
    for (const factor of new Set(tape.nodes.flatMap(({ inputs }) => inputs))) {
      const sums = rowSums(factor, found.length);
      const from = label(part.node.output);
      if (sums === undefined) continue;
      if (found.every((ratio, row) => near(ratio, 1 / sums[row]!))) {
        const text = `What comes back from ${from} lacks a factor in each row, the sum of ${label(factor)} there. Is it 1?`;
        return { mistake: 'factor', text };
      }
      if (found.every((ratio, row) => near(ratio, sums[row]!))) {
        return {
          mistake: 'factor',
          text: `What comes back from ${from} is multiplied in each row by the sum of ${label(factor)}.`,
        };
      }
    }
  }
  return undefined;
}

/** By what each row of `part` is multiplied, so that with `others` it makes `byHand`; undefined if there is no such number. */
function rowRatios(byHand: Tensor, others: Tensor, part: Tensor): readonly number[] | undefined {
  const [rows, columns] = part.shape as readonly [number, number];
  const ratios: number[] = [];
  for (let row = 0; row < rows; row++) {
    const at = (column: number): number => {
      const i = row * columns + column;
      return (byHand.data[i]! - others.data[i]!) / part.data[i]!;
    };
    for (let column = 1; column < columns; column++) if (!near(at(column), at(0))) return undefined;
    ratios.push(at(0));
  }
  return ratios.length > 0 && ratios.every(Number.isFinite) ? ratios : undefined;
}

function rowSums({ data, shape }: Tensor, rows: number): readonly number[] | undefined {
  const [count, columns] = shape;
  if (shape.length !== 2 || count !== rows) return undefined;
  return Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let column = 0; column < columns!; column++) sum += data[row * columns! + column]!;
    return sum;
  });
}
