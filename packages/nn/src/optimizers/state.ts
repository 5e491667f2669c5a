import { describe, isSameShape, PullbackError, Tensor } from '@pullback/core';
import { kind } from './gradients';

type State = Readonly<Record<string, Tensor>>;

/** @throws PullbackError naming every difference, unless `given` holds what `required` does, and a step that is ≥ 0. */
export function checkState(op: string, required: State, given: State): void {
  if (typeof given !== 'object' || given === null) {
    throw new PullbackError(`${op}: a state is a record of tensors, as state() gives it, got ${describe(given)}.`);
  }
  const differences = [
    ...Object.keys(required).flatMap((name) => differenceOf(name, required[name]!, given[name])),
    ...Object.keys(given).flatMap((name) => (Object.hasOwn(required, name) ? [] : [`'${name}' is not part of it`])),
  ];
  if (differences.length > 0) {
    throw new PullbackError(
      `${op}: the state must be that of these parameters and options, but ${differences.join('; ')}.`,
    );
  }
}

function differenceOf(name: string, required: Tensor, given: Tensor | undefined): string[] {
  if (given === undefined) return [`'${name}' is missing`];
  const isAlike = given instanceof Tensor && given.dtype === required.dtype && isSameShape(given.shape, required.shape);
  if (!isAlike) return [`'${name}' must be ${kind(required)}, got ${kind(given)}`];
  return name === 'step' && given.item() < 0 ? [`'step' must be ≥ 0, got ${given.item()}`] : [];
}
