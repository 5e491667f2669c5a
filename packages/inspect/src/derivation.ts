// Formulas that were derived by hand, and what they give.

import { PullbackError, type Tensor, untracked } from '@pullback/core';

/** The cotangents of a derivation, by the names of the values that they belong to. */
export type Cotangents<Name extends string> = Readonly<Record<Name, Tensor>>;

/** Gives the cotangent of one value, in ops; may use those of the others. */
export type Formula<Name extends string> = (cotangents: Cotangents<Name>) => Tensor;

/** What a formula gave: a cotangent, or the reason why there is none. */
export interface Derivation {
  readonly cotangent: Tensor | undefined;
  readonly problem: string | undefined;
  /** The names of the cotangents that it used, in order. */
  readonly used: readonly string[];
}

/**
 * Evaluates formulas by name, each once. The cotangents that a formula asks for come from `given`, or if absent from
 * the other formulas.
 */
export function derive<Name extends string>(
  formulas: Readonly<Record<Name, Formula<Name>>>,
  given?: Cotangents<Name>,
): (name: Name) => Derivation {
  const names = Object.keys(formulas) as Name[];
  const derived = new Map<Name, Derivation | 'in progress'>();

  const cotangentOf = (name: Name): Tensor => {
    if (given !== undefined) return given[name];
    const { cotangent } = derivationOf(name);
    if (cotangent === undefined) throw new PullbackError(`the cotangent of ${name} could not be computed`);
    return cotangent;
  };

  const derivationOf = (name: Name): Derivation => {
    const known = derived.get(name);
    if (known === 'in progress') throw new PullbackError(`the cotangent of ${name} is defined by itself`);
    if (known !== undefined) return known;
    derived.set(name, 'in progress');
    const used: Name[] = [];
    const properties = names.map((other): [Name, PropertyDescriptor] => [
      other,
      {
        enumerable: true,
        get: () => {
          used.push(other);
          return cotangentOf(other);
        },
      },
    ]);
    const cotangents = Object.defineProperties({}, Object.fromEntries(properties)) as Cotangents<Name>;
    const derivation = { ...attempt(() => formulas[name](cotangents)), used };
    derived.set(name, derivation);
    return derivation;
  };
  return derivationOf;
}

/** An op that refuses, as with sizes that do not fit, is a finding; any other error is the caller's. */
function attempt(formula: () => Tensor): Omit<Derivation, 'used'> {
  try {
    return { cotangent: untracked(formula), problem: undefined };
  } catch (error) {
    if (!(error instanceof PullbackError)) throw error;
    return { cotangent: undefined, problem: error.message };
  }
}
