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
function pushForward(node: TapeNode, tangents: ReadonlyMap<Tensor, Tensor>): Tensor | undefined {
  const { primitive, inputs, inputsAsRecorded, output, attrs } = node;
  const given = inputs.map((input) => tangents.get(input));
  if (primitive.together !== undefined) return primitive.together.pushForward(inputsAsRecorded, output, attrs, given);
  const pushforwards = node.jvp;
  let sum: Tensor | undefined;
  for (const [j, tangent] of given.entries()) {
    const pushforward = pushforwards[j];
    if (tangent === undefined || !pushforward) continue;
    const contribution = pushforward(tangent);
    sum = sum === undefined ? contribution : accumulate(sum, contribution);
  }
  return sum;
}
