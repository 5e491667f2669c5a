import {
  forEachLeaf,
  isFloat,
  labelsOf,
  type Tape,
  type TapeNode,
  type Tensor,
  type Tree,
  untracked,
} from '@pullback/core';
import { indexOf } from './difference';
import { requireTape } from './requireArguments';
import { makeSpeller } from './spelling';

/** Where an op on a tape bends, or jumps. */
export interface Kink {
  /** How far what it reads is from there, in units of that. */
  readonly distance: number;
  /** `a = relu(matmul(x, W1))`; without `a` if it has no name. */
  readonly call: string;
  /** Of the element that is nearest. */
  readonly index: readonly number[];
}

/**
 * The element on a tape that is nearest to a kink, such as relu's at 0, ties of max, the bounds of clamp, and the jumps of comparisons;
 * of those that depend on the sources. Finite differences whose points lie on both sides of one measure no slope. Undefined if
 * nothing bends. What bends within customVjp and checkpoint is not seen.
 */
export function nearestKink(tape: Tape, sources: Tree): Kink | undefined {
  requireTape('nearestKink', tape);
  const moving = new Set<Tensor>();
  forEachLeaf(sources, (source) => void moving.add(source));
  let nearest: { readonly node: TapeNode; readonly position: number; readonly distances: Tensor } | undefined;
  let least = Infinity;
  for (const node of tape.nodes) {
    if (!node.inputs.some((input) => moving.has(input))) continue;
    if (isFloat(node.output.dtype)) moving.add(node.output);
    const distances = untracked(() => node.primitive.kinkDistance?.(node.inputs, node.output, node.attrs));
    distances?.data.forEach((distance, position) => {
      if (!(distance < least)) return;
      least = distance;
      nearest = { node, position, distances };
    });
  }
  if (nearest === undefined) return undefined;
  const { node, position, distances } = nearest;
  const call = makeSpeller(tape.nodes, labelsOf(tape.nodes, { sources }))(node);
  const { name } = node.output;
  return {
    distance: least,
    call: name === undefined ? call : `${name} = ${call}`,
    index: indexOf(position, distances.shape),
  };
}
