import type { Tensor } from '@pullback/core';
import { checkOperand, checkSameDType } from '../operands';
import { sum } from '../reductions/sum';
import { reshape } from '../shape/reshape';
import { transpose } from '../shape/transpose';
import { contract } from './contract';
import { diagonals } from './diagonals';
import { readExpression } from './einsumExpression';
import { arranged, type Labeled } from './labeled';
import { labelSizes } from './labelSizes';

/**
 * Einstein's summation: `einsum('ij,jk->ik', a, b)` is `yᵢₖ = Σⱼ aᵢⱼ bⱼₖ`. Each tensor has a term that gives each of its
 * axes a letter; axes of one letter run together, and those whose letter is not in the output are summed. A letter twice in
 * a term reads the diagonal. `...` stands for the axes that the letters leave over; they broadcast, aligned at the last.
 * Without `->` the output has `...`, then the letters that occur once, in alphabetical order.
 *
 * The tensors are multiplied from left to right, two at a time by `matmul`.
 *
 * Shapes: as the expression says; axes of one letter have one size.
 * VJP: that of the ops it is made of. For `ij,jk->ik` it is `āᵢⱼ = Σₖ ȳᵢₖ bⱼₖ`: output and operand change places.
 * @throws PullbackError if the expression cannot be read, or is for another number of tensors.
 * @throws ShapeError if a tensor has another rank than its term, or the sizes of a letter differ.
 * @throws DTypeError if the dtypes differ, or are not floats.
 */
export function einsum(expression: string, ...tensors: readonly Tensor[]): Tensor {
  for (const x of tensors) {
    checkOperand('einsum', x, 'floats');
    checkSameDType('einsum', tensors[0]!, x);
  }
  const { operands, output } = readExpression(expression, tensors);
  const sizes = labelSizes(operands, tensors);
  const factors = operands.map((labels, i) => diagonals(withoutStretched({ x: tensors[i]!, labels }, sizes)));
  let product: Labeled | undefined;
  for (const [i, factor] of factors.entries()) {
    const later = new Set([...output, ...factors.slice(i + 1).flatMap(({ labels }) => labels)]);
    const own = summedBut(new Set([...later, ...(product?.labels ?? [])]), factor);
    product = product === undefined ? own : contract(product, own, later);
  }
  const y = arranged(product!, output);
  // The output is a tensor of its own, even if it is an operand as it was.
  return tensors.includes(y) ? transpose(y, [...y.shape.keys()]) : y;
}

/** Without the axes of `...` that are to be stretched: what has no such axis serves all along it. */
function withoutStretched({ x, labels }: Labeled, sizes: ReadonlyMap<string, number>): Labeled {
  const isKept = (axis: number): boolean => x.shape[axis] === sizes.get(labels[axis]!);
  if (labels.every((_, axis) => isKept(axis))) return { x, labels };
  const kept = [...labels.keys()].filter(isKept);
  const shape = kept.map((axis) => x.shape[axis]!);
  return { x: reshape(x, shape), labels: kept.map((axis) => labels[axis]!) };
}

/** Summed over every label that is not among `kept`. */
function summedBut(kept: ReadonlySet<string>, { x, labels }: Labeled): Labeled {
  const axes = [...labels.keys()].filter((axis) => !kept.has(labels[axis]!));
  if (axes.length === 0) return { x, labels };
  return { x: sum(x, axes), labels: labels.filter((label) => kept.has(label)) };
}
