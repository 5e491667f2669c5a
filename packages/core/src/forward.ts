// Forward mode: the same tape, walked the other way.

import { accumulate } from './accumulate';
import { isObserved, observed } from './observing';
import type { TapeNode } from './tapeNode';
import type { Tensor } from './tensor';

/** Carries tangents from node to node, in tape order: to those given, adds the tangent of all that depends on them. */
export function forward(nodes: readonly TapeNode[], tangents: Map<Tensor, Tensor>): void {
  for (const node of nodes) {
    if (tangents.has(node.output) || !node.inputs.some((input) => tangents.has(input))) continue;
    const tangent = isObserved()
      ? observed({ node, rule: 'pushforward', input: undefined }, () => pushForward(node, tangents))
      : pushForward(node, tangents);
    if (tangent !== undefined) tangents.set(node.output, tangent);
  }
}

/** The tangent of the node's output: what each input's tangent contributes, added up. */
function pushForward({ inputs, jvp }: TapeNode, tangents: ReadonlyMap<Tensor, Tensor>): Tensor | undefined {
  let sum: Tensor | undefined;
  for (const [j, input] of inputs.entries()) {
    const tangent = tangents.get(input);
    const pushforward = jvp[j];
    if (tangent === undefined || !pushforward) continue;
    const contribution = pushforward(tangent);
    sum = sum === undefined ? contribution : accumulate(sum, contribution);
  }
  return sum;
}
