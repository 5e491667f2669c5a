import { sourcesIn, type TapeNode, type Tensor, type Tree } from '@pullback/core';

/** The way of a walk back. */
export interface Route {
  /** The nodes that are visited, in tape order. */
  readonly nodes: readonly TapeNode[];
  /** Whether a tensor leads to a source, and so gets a cotangent. */
  readonly isWanted: (tensor: Tensor) => boolean;
}

/**
 * The way from the target back to the sources; without sources to all there is, without a target from the end.
 * @throws GradientError if a source is not of a float dtype.
 */
export function routeBetween(nodes: readonly TapeNode[], sources: Tree | undefined, target: Tensor | undefined): Route {
  const dependent = new Set<Tensor>(sources === undefined ? [] : sourcesIn(sources));
  const isWanted = (tensor: Tensor): boolean => sources === undefined || dependent.has(tensor);
  const reached = nodes.filter((node) => {
    if (sources === undefined) return true;
    const flows = node.inputs.some((input, i) => isWanted(input) && node.vjp[i] !== null);
    if (flows) dependent.add(node.output);
    return flows;
  });
  if (target === undefined) return { nodes: reached, isWanted };
  const needed = new Set<Tensor>([target]);
  const used = [...reached].reverse().filter((node) => {
    if (!needed.has(node.output)) return false;
    for (const [i, input] of node.inputs.entries()) if (isWanted(input) && node.vjp[i] !== null) needed.add(input);
    return true;
  });
  return { nodes: used.reverse(), isWanted };
}
