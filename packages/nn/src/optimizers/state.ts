import { describe, PullbackError, type Tensor } from '@pullback/core';
import { differencesOf } from '../differences';

type State = Readonly<Record<string, Tensor>>;

/** @throws PullbackError naming every difference, unless `given` holds what `required` does, and a step that is ≥ 0. */
export function checkState(op: string, required: State, given: State): void {
  if (typeof given !== 'object' || given === null) {
    throw new PullbackError(`${op}: a state is a record of tensors, as state() gives it, got ${describe(given)}.`);
  }
  const differences = differencesOf(required, given, 'is not part of it');
  if (differences.length > 0) {
    throw new PullbackError(
      `${op}: the state must be that of these parameters and options, but ${differences.join('; ')}.`,
    );
  }
  const step = given.step!.item();
  if (step < 0) throw new PullbackError(`${op}: the step of a state must be ≥ 0, got ${step}.`);
}
