// What is known when a mistake is looked for: a wrong cotangent, the right one, and where it comes from.

import { isSameShape, type Tape, type TapeNode, Tensor, zerosLike } from '@pullback/core';
import { labelsOf } from '../labels';
import { barOf } from '../style';
import { type Factor, knownFactors, ratioOf } from './factors';
import { isClose, near } from './nearness';

/** Which of the mistakes that people make explains a wrong cotangent. */
export type Mistake =
  | 'factor'
  | 'convention'
  | 'accumulation'
  | 'order'
  | 'left out'
  | 'gate'
  | 'updated weight'
  | 'transpose'
  | 'broadcast'
  | 'other cotangent'
  | 'no such product';

export interface Finding {
  readonly mistake: Mistake;
  /** A sentence that says what was done. */
  readonly text: string;
  /** The right formula, `W̄1 = xᵀ h̄`, where the mistake is one in a formula. */
  readonly right?: string;
}

/** One that also says what the values without a name are that it speaks of. */
export interface Explanation extends Finding {
  /** `%4 = square(sub(p, y))`. */
  readonly where: readonly string[];
}

/** What a reader of a value gives it. */
export interface Part {
  readonly node: TapeNode;
  /** Which of the node's inputs the value is. */
  readonly place: number;
  readonly cotangent: Tensor;
  readonly value: Tensor;
}

/** Where a cotangent belongs. */
export interface Place {
  readonly tape: Tape;
  readonly target: Tensor;
  readonly value: Tensor;
  /** What tensors are called. */
  readonly label: (tensor: Tensor) => string;
  /** `W̄1`. */
  readonly bar: (tensor: Tensor) => string;
  /** What each reader of the value gives it, in the order of the walk. */
  readonly parts: readonly Part[];
}

/** A wrong cotangent. */
export interface Case extends Place {
  readonly byHand: Tensor;
  readonly right: Tensor;
  readonly tolerance: number;
}

export function placeOf(
  tape: Tape,
  target: Tensor,
  value: Tensor,
  names: Readonly<Record<string, Tensor>> = {},
): Place {
  const label = labelsOf(tape.nodes, names);
  const bar = (tensor: Tensor): string => barOf(label(tensor), 'unicode');
  const parts: Part[] = [];
  for (const { node, cotangent, contributions } of tape.backward(target, value)) {
    for (const [place, input] of node.inputs.entries()) {
      const given = contributions[place];
      if (input === value && given) parts.push({ node, place, cotangent, value: given });
    }
  }
  return { tape, target, value, label, bar, parts };
}

/** Whether the wrong cotangent is this one. */
export function isByHand({ byHand, tolerance }: Case, candidate: Tensor): boolean {
  return isSameShape(candidate.shape, byHand.shape) && isClose(byHand.data, candidate.data, tolerance);
}

/** The number by which the wrong cotangent is all of this one; undefined if there is none. */
export function ratioTo({ byHand, tolerance }: Case, candidate: Tensor): number | undefined {
  return isSameShape(candidate.shape, byHand.shape) ? ratioOf(byHand.data, candidate.data, tolerance) : undefined;
}

/** The same, if it is a number that people forget or add. */
export function factorTo(given: Case, candidate: Tensor): Factor | undefined {
  const ratio = ratioTo(given, candidate);
  if (ratio === undefined) return undefined;
  const shapes = [given.value.shape, ...given.parts.map(({ cotangent }) => cotangent.shape)];
  return knownFactors(shapes).find(({ value }) => near(ratio, value));
}

/** The sum of what some readers give. */
export function totalOf({ right }: Case, parts: readonly Part[]): Tensor {
  return parts.reduce((sum, { value }) => plus(sum, value), zerosLike(right));
}

export function plus(a: Tensor, b: Tensor): Tensor {
  return new Tensor(
    Float64Array.from(a.data, (number, i) => number + b.data[i]!),
    a.shape,
    'float64',
  );
}

/** What the leaves of a rule are called. */
export function leafOf({ label, bar }: Place, { node, cotangent }: Part): (tensor: Tensor) => string | undefined {
  return (tensor) => {
    if (tensor === cotangent) return bar(node.output);
    return tensor === node.output || node.inputs.includes(tensor) ? label(tensor) : undefined;
  };
}
