import { apply } from './apply';
import { observed } from './observing';
import { untracked } from './recording';
import type { Shape } from './shapeTypes';
import type { TapeNode } from './tapeNode';
import type { Tensor } from './tensor';

/**
 * The value that `target` would have had if the tensors in `replaced` had had other values: the nodes that depend on
 * them run again, the others keep what they computed. A replaced intermediate value replaces what computed it.
 * @throws GradientError if a node that runs again would read a parameter changed since it was recorded.
 */
export function replay<S extends Shape>(
  nodes: readonly TapeNode[],
  target: Tensor<S>,
  replaced: ReadonlyMap<Tensor, Tensor>,
): Tensor<S> {
  const values = new Map(replaced);
  untracked(() => {
    for (const node of nodes) {
      const { primitive, inputs, attrs, output } = node;
      if (values.has(output) || !inputs.some((input) => values.has(input))) continue;
      const recorded = node.inputsAsRecorded;
      const current = inputs.map((input, i) => values.get(input) ?? recorded[i]!);
      const again = () => apply(primitive, current, attrs);
      values.set(output, observed({ node, rule: 'replay', input: undefined }, again));
    }
  });
  return (values.get(target) ?? target) as Tensor<S>;
}
