import type { Tensor } from '@pullback/core';
import { transpose } from '../shape/transpose';

/** A tensor whose axes have names. */
export interface Labeled {
  readonly x: Tensor;
  readonly labels: readonly string[];
}

/** The tensor with its axes in the order of `labels`; itself if they are. */
export function arranged({ x, labels: own }: Labeled, labels: readonly string[]): Tensor {
  return isSameOrder(own, labels)
    ? x
    : transpose(
        x,
        labels.map((label) => own.indexOf(label)),
      );
}

export function isSameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((label, axis) => label === b[axis]);
}
