// A tape as boxes and edges: what every drawing is made from.

import type { Shape } from '@pullback/core';

interface AnyBox {
  /** Letters and digits, unique in its graph. */
  readonly id: string;
  /** Whether it is the target of the walk back, or holds it. */
  readonly isTarget: boolean;
  /** Whether the walk back comes by; true of all if neither sources nor a target were given. */
  readonly isOnRoute: boolean;
}

/** A value that no node on the tape makes: a parameter or a source, or else data. */
export interface ValueBox extends AnyBox {
  readonly kind: 'source' | 'data';
  /** `W1`, or if it has none by its number among those that no node makes, `in1`. */
  readonly name: string;
  readonly isParameter: boolean;
  readonly shape: Shape;
}

/** A node, and the value it makes. */
export interface NodeBox extends AnyBox {
  readonly kind: 'node';
  /** `h`, or by its number `%3`. */
  readonly name: string;
  readonly op: string;
  /** `mul(x, 2)`: plain numbers stand here, and are no boxes. */
  readonly call: string;
  readonly shape: Shape;
  /** Whether it is one of the sources of the walk back. */
  readonly isSource: boolean;
}

/** Many boxes drawn as one. */
export interface FoldBox extends AnyBox {
  readonly kind: 'fold';
  /** The names of the first and the last of its nodes; undefined if it holds values alone. */
  readonly ends: readonly [first: string, last: string] | undefined;
  /** How many nodes it holds, and how many of each op, most frequent first. */
  readonly nodes: number;
  readonly ops: readonly (readonly [op: string, count: number])[];
  /** The ops that repeat, in their order, if the nodes are nothing else. */
  readonly repeated: readonly string[] | undefined;
  /** How many values it holds that no node makes: parameters and sources, and data. */
  readonly sources: number;
  readonly data: number;
  /** How many of its sources are parameters. */
  readonly parameters: number;
}

export type Box = ValueBox | NodeBox | FoldBox;

/** A value on its way to a node that reads it, or the cotangent of that value on its way back. */
export interface Edge {
  readonly kind: 'value' | 'cotangent';
  readonly from: string;
  readonly to: string;
  /** `W̄1`, of cotangents only; those of values without a name have none. Of long names the end stands for the whole. */
  readonly label: string | undefined;
  /** How many it stands for; more than 1 only at folded boxes. */
  readonly count: number;
}

/** In tape order: each box stands after those that it reads. */
export interface Graph<B extends Box = Box> {
  readonly boxes: readonly B[];
  readonly edges: readonly Edge[];
}
