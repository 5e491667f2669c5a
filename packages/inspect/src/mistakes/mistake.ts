// What is known when a mistake is looked for: a wrong cotangent, the right one, and where it comes from.

import { isSameShape, labelsOf, type Shape, type Tape, type TapeNode, Tensor } from '@pullback/core';
import { barOf } from '../style';
import { type Factor, knownFactors, ratioOf } from './factors';
import { isClose, near } from './nearness';

/** Which of the mistakes that people make explains a wrong cotangent. */
export type Mistake =
  | 'factor'
  | 'convention'
  | 'accumulation'
  | 'constant'
  | 'order'
  | 'left out'
  | 'gate'
  | 'updated weight'
  | 'transpose'
  | 'broadcast'
  | 'other cotangent'
  | 'no such product'
  | 'zeros'
  | 'not a number';

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
  readonly names: Readonly<Record<string, Tensor>>;
  /** What tensors are called. */
  readonly label: (tensor: Tensor) => string;
  /** `W̄1`. */
  readonly bar: (tensor: Tensor) => string;
  /** What each reader of the value gives it, in the order of the walk. */
  readonly parts: readonly Part[];
  /** What is computed on the way from the value to the target, in the order of the walk. */
  readonly onTheWay: readonly Tensor[];
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
  const label = labelsOf(tape.nodes, { names });
  const bar = (tensor: Tensor): string => barOf(label(tensor), 'unicode');
  const parts: Part[] = [];
  const onTheWay: Tensor[] = [];
  for (const { node, cotangent, contributions } of tape.backward(target, value)) {
    onTheWay.push(node.output);
    for (const [place, input] of node.inputs.entries()) {
      const given = contributions[place];
      if (input === value && given) parts.push({ node, place, cotangent, value: given });
    }
  }
  return { tape, target, value, names, label, bar, parts, onTheWay };
}

export function isByHandOfShape({ byHand }: Case, shape: Shape): boolean {
  return isSameShape(byHand.shape, shape);
}

/** Whether the wrong cotangent is this one. */
export function isByHand(given: Case, candidate: Tensor): boolean {
  return isByHandOfShape(given, candidate.shape) && isClose(given.byHand.data, candidate.data, given.tolerance);
}

/** The number by which the wrong cotangent is all of this one; undefined if there is none. */
export function ratioTo(given: Case, candidate: Tensor): number | undefined {
  return isByHandOfShape(given, candidate.shape)
    ? ratioOf(given.byHand.data, candidate.data, given.tolerance)
    : undefined;
}

/** The number by which `actual` is all of `expected`, of one shape, if it is one that people forget or add. */
export function knownFactor(
  { value, onTheWay, tolerance }: Case,
  actual: Tensor,
  expected: Tensor,
): Factor | undefined {
  const ratio = ratioOf(actual.data, expected.data, tolerance);
  if (ratio === undefined) return undefined;
  const shapes = [value, ...onTheWay].map(({ shape }) => shape);
  return knownFactors(shapes).find((factor) => near(ratio, factor.value));
}

/** The same for the wrong cotangent. */
export function factorTo(given: Case, candidate: Tensor): Factor | undefined {
  return isByHandOfShape(given, candidate.shape) ? knownFactor(given, given.byHand, candidate) : undefined;
}

export function plus(a: Tensor, b: Tensor): Tensor {
  return combined(a, b, (x, y) => x + y);
}

export function minus(a: Tensor, b: Tensor): Tensor {
  return combined(a, b, (x, y) => x - y);
}

function combined(a: Tensor, b: Tensor, combine: (x: number, y: number) => number): Tensor {
  return new Tensor(
    Float64Array.from(a.data, (x, i) => combine(x, b.data[i]!)),
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
