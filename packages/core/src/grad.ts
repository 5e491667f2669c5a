import { checkFunction } from './checkFunction';
import type { GradientOptions } from './pullBackTo';
import type { IsScalar, ScalarShape, Shape } from './shapeTypes';
import { Tape } from './tape';
import type { Tensor } from './tensor';
import type { Mirror, Tree } from './tree';
import { argumentOf } from './vjp';

/** A function of a tree of tensors, and of anything else, to a scalar. */
type ScalarFunction<T extends Tree, Rest extends readonly unknown[]> = (x: T, ...rest: Rest) => Tensor<ScalarShape>;

export interface ValueAndGradient<T extends Tree> {
  readonly value: Tensor<ScalarShape>;
  readonly gradient: Mirror<T>;
}

/**
 * The function that gives `f`'s gradient with respect to its first argument, which it mirrors.
 * @throws GradientError (when called) if the value is not a scalar or does not depend on the argument.
 */
export function grad<T extends Tree, Rest extends readonly unknown[]>(
  f: ScalarFunction<T, Rest>,
  options?: GradientOptions,
): (x: T, ...rest: Rest) => Mirror<T> {
  checkFunction('grad', f);
  const both = valueAndGrad(f, options);
  return (x, ...rest) => both(x, ...rest).gradient;
}

/** Like `grad`, with the value too. */
export function valueAndGrad<T extends Tree, Rest extends readonly unknown[]>(
  f: ScalarFunction<T, Rest>,
  options: GradientOptions = {},
): (x: T, ...rest: Rest) => ValueAndGradient<T> {
  checkFunction('valueAndGrad', f);
  return (x, ...rest) => {
    const argument = argumentOf(x);
    return withGradient(argument, () => f(argument, ...rest), options);
  };
}

/**
 * The value of `loss` and its gradient with respect to `sources`, which it mirrors. The sources are the tensors
 * themselves, wherever `loss` uses them.
 * @throws GradientError if the value is not a scalar or does not depend on a source (unless `unused: 'zeros'`).
 */
export function withGradient<const T extends Tree, S extends Shape>(
  sources: T,
  loss: () => Tensor<S> & IsScalar<S>,
  options: GradientOptions = {},
): ValueAndGradient<T> {
  checkFunction('withGradient', loss);
  const tape = new Tape();
  const value: Tensor = tape.record(loss);
  const gradient = tape.gradient(value, sources, options);
  // `gradient` has refused any other shape.
  return { value: value as Tensor<ScalarShape>, gradient };
}
