// What a tape computes, as one formula.

import { atom, formatAttrs, formatFloat, type TapeNode, type Tensor, type Written } from '@pullback/core';

/**
 * How `result` comes about on the nodes. `leaf` writes what was there before; what it does not know is shown as the number that it
 * is, or as a constant of its shape.
 */
export function writeFormula(
  result: Tensor,
  nodes: readonly TapeNode[],
  leaf: (tensor: Tensor) => string | undefined,
): string {
  const makers = new Map(nodes.map((node) => [node.output, node]));
  const write = (tensor: Tensor): Written => {
    const known = leaf(tensor);
    if (known !== undefined) return atom(known);
    const maker = makers.get(tensor);
    return maker === undefined ? atom(constant(tensor)) : writeCall(maker, write);
  };
  return write(result).text;
}

function writeCall({ primitive, inputs, attrs }: TapeNode, write: (tensor: Tensor) => Written): Written {
  const operands = inputs.map(write);
  return (
    primitive.notation?.(operands, attrs) ??
    atom(`${primitive.name}(${[...operands.map(({ text }) => text), ...formatAttrs(attrs)].join(', ')})`)
  );
}

function constant({ rank, data, shape }: Tensor): string {
  return rank === 0 ? formatFloat(data[0]!) : `const [${shape}]`;
}
