import { describe, Parameter, type Tensor } from '@pullback/core';
import { copyOf } from '../copyOf';
import { differencesOf } from '../differences';
import { quote } from '../quote';
import { CheckpointError } from './checkpointError';

/**
 * Assigns to each parameter the tensor of its name: all of them, or none.
 * @throws CheckpointError listing every difference in names, shapes and dtypes, if there is one; then nothing changes.
 */
export function loadInto(
  parameters: Readonly<Record<string, Parameter>>,
  tensors: Readonly<Record<string, Tensor>>,
): void {
  checkDifferences('loadInto', 'the tensors must be those of the model', [
    ...fixedAmong(parameters),
    ...differencesOf(parameters, tensors, 'is not a parameter of the model'),
  ]);
  // A parameter given as a tensor may change on the way.
  const values = Object.keys(parameters).map((name) => {
    const tensor = tensors[name]!;
    return tensor instanceof Parameter ? copyOf(tensor) : tensor;
  });
  for (const [i, parameter] of Object.values(parameters).entries()) parameter.assign(values[i]!);
}

/** What is said of those that are no Parameter. */
export function fixedAmong(parameters: Readonly<Record<string, Parameter>>): string[] {
  const fixed = Object.entries(parameters).filter(([, parameter]) => !(parameter instanceof Parameter));
  return fixed.map(([name, it]) => `${quote(name)} must be a Parameter, which can change, got ${describe(it)}`);
}

/** @throws CheckpointError with the list, unless it is empty. */
export function checkDifferences(op: string, required: string, differences: readonly string[]): void {
  if (differences.length === 0) return;
  const list = differences.map((difference) => `\n  ${difference}`).join('');
  throw new CheckpointError(op, `${required}; nothing was loaded:${list}`, { differences });
}
