import { labelOf, type TapeNode, type Tensor } from '@pullback/core';

/** What each tensor on a tape is called: by its name, or its number there, `%3`; constants by their value or shape. */
export function labelsOf(nodes: readonly TapeNode[]): (tensor: Tensor) => string {
  const numbers = new Map(nodes.map((node, i) => [node.output, i + 1]));
  return (tensor) => {
    const number = numbers.get(tensor);
    return tensor.name === undefined && number !== undefined ? `%${number}` : labelOf(tensor);
  };
}
