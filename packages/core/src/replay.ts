import { apply } from './apply';
import { untracked } from './recording';
import type { Shape } from './shapeTypes';
import type { TapeNode } from './tapeNode';
import type { Tensor } from './tensor';

/**
 * The value that `target` would have had if the tensors in `replaced` had had other values: the nodes that depend on
 * them run again, the others keep what they computed. A replaced intermediate value replaces what computed it.
 */
export function replay<S extends Shape>(
  nodes: readonly TapeNode[],
  target: Tensor<S>,
  replaced: ReadonlyMap<Tensor, Tensor>,
): Tensor<S> {
  const values = new Map(replaced);
  const current = (tensor: Tensor): Tensor => values.get(tensor) ?? tensor;
  untracked(() => {
    for (const { primitive, inputs, attrs, output } of nodes) {
      if (values.has(output) || !inputs.some((input) => values.has(input))) continue;
      values.set(output, apply(primitive, inputs.map(current), attrs));
    }
  });
  return current(target) as Tensor<S>;
}
