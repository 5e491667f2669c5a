import { isSameShape, Tensor } from '@pullback/core';
import { kind } from './kind';
import { quote } from './quote';

type Tensors = Readonly<Record<string, Tensor>>;

/**
 * In an error: every way in which the tensors that are given differ, in names, shapes and dtypes, from those required. Names
 * that records inherit are not theirs. `extra` is what is said of a name that is not required.
 */
export function differencesOf(required: Tensors, given: Tensors, extra: string): string[] {
  return [
    ...Object.keys(required).flatMap((name) => {
      const difference = differenceOf(required[name]!, Object.hasOwn(given, name) ? given[name] : undefined);
      return difference === undefined ? [] : [`${quote(name)} ${difference}`];
    }),
    ...Object.keys(given).flatMap((name) => (Object.hasOwn(required, name) ? [] : [`${quote(name)} ${extra}`])),
  ];
}

function differenceOf(required: Tensor, given: Tensor | undefined): string | undefined {
  if (given === undefined) return 'is missing';
  const isAlike = given instanceof Tensor && given.dtype === required.dtype && isSameShape(given.shape, required.shape);
  return isAlike ? undefined : `must be ${kind(required)}, got ${kind(given)}`;
}
