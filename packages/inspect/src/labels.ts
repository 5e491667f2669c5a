import { labelOf, type TapeNode, type Tensor } from '@pullback/core';

/** What each tensor on a tape is called: by its name, or its number there, `%3`; constants by their value or shape. `names` go before. */
export function labelsOf(
  nodes: readonly TapeNode[],
  names: Readonly<Record<string, Tensor>> = {},
): (tensor: Tensor) => string {
  const given = new Map(Object.entries(names).map(([name, tensor]) => [tensor, name]));
  const numbers = new Map(nodes.map((node, i) => [node.output, i + 1]));
  return (tensor) => {
    const name = given.get(tensor);
    if (name !== undefined) return name;
    const number = numbers.get(tensor);
    return tensor.name === undefined && number !== undefined ? `%${number}` : labelOf(tensor);
  };
}
