// Formulas that were derived by hand, and what they give.

import { type Mirror, PullbackError, Tensor, untracked } from '@pullback/core';

/** Tensors on a tape, by name. */
export type Values = Readonly<Record<string, Tensor>>;

/** Gives the cotangent of one value, in ops; may use those of the others, by name. */
export type Formula<V extends Values> = (cotangents: Mirror<V>) => Tensor;

/** A formula for each value. */
export type Formulas<V extends Values> = { readonly [Name in keyof V]: Formula<V> };

/** What a formula gave: a cotangent, or the reason why there is none. */
export interface Derivation {
  readonly cotangent: Tensor | undefined;
  readonly problem: string | undefined;
  /** What an op refused, if that is the reason. */
  readonly refusal: PullbackError | undefined;
  /** The names of the cotangents that it used, in order. */
  readonly used: readonly string[];
}

/**
 * Evaluates formulas by name, each once. The cotangents that a formula asks for come from `given`, or if absent from
 * the other formulas.
 */
export function derive<V extends Values>(formulas: Formulas<V>, given?: Values): (name: string) => Derivation {
  const names = Object.keys(formulas);
  const derived = new Map<string, Derivation | 'in progress'>();

  const cotangentOf = (name: string): Tensor => {
    if (given !== undefined) return given[name]!;
    const { cotangent, problem } = derivationOf(name);
    if (cotangent !== undefined) return cotangent;
    throw new PullbackError(`the cotangent of ${name} could not be computed: ${problem}`);
  };

  const derivationOf = (name: string): Derivation => {
    const known = derived.get(name);
    if (known === 'in progress') throw new PullbackError(`the cotangent of ${name} is defined by itself`);
    if (known !== undefined) return known;
    derived.set(name, 'in progress');
    const used: string[] = [];
    const properties = names.map((other): [string, PropertyDescriptor] => [
      other,
      {
        enumerable: true,
        get: () => {
          used.push(other);
          return cotangentOf(other);
        },
      },
    ]);
    const cotangents = Object.defineProperties({}, Object.fromEntries(properties)) as Mirror<V>;
    const derivation = { ...attempt(() => formulas[name]!(cotangents)), used: [...new Set(used)] };
    derived.set(name, derivation);
    return derivation;
  };
  return derivationOf;
}

/** An op that refuses, as with sizes that do not fit, is a finding; any other error is the caller's. */
function attempt(formula: () => Tensor): Omit<Derivation, 'used'> {
  try {
    const cotangent: unknown = untracked(formula);
    if (cotangent instanceof Tensor) return { cotangent, problem: undefined, refusal: undefined };
    return { cotangent: undefined, problem: 'the formula returns no tensor', refusal: undefined };
  } catch (error) {
    if (!(error instanceof PullbackError)) throw error;
    return { cotangent: undefined, problem: error.message, refusal: error };
  }
}
