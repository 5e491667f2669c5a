// What a tape computes, as one formula.

import { atom, formatAttrs, formatFloat, type TapeNode, type Tensor, type Written } from '@pullback/core';

/** What is longer, or as many applications deep, is cut off: it tells nobody anything. */
export const LONGEST = 200;

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
  // What is used twice is written once.
  const written = new Map<Tensor, Written>();
  const write = (tensor: Tensor, depth: number): Written => {
    const known = leaf(tensor);
    if (known !== undefined) return atom(known);
    const before = written.get(tensor);
    if (before !== undefined) return before;
    const maker = makers.get(tensor);
    if (maker !== undefined && depth === LONGEST) return atom('…');
    const whole = maker === undefined ? atom(constant(tensor)) : writeCall(maker, (input) => write(input, depth + 1));
    const fitting = whole.text.length <= LONGEST ? whole : atom(`${whole.text.slice(0, LONGEST)}…`);
    written.set(tensor, fitting);
    return fitting;
  };
  return write(result, 0).text;
}

function writeCall({ primitive, inputs, attrs }: TapeNode, write: (tensor: Tensor) => Written): Written {
  const operands = inputs.map(write);
  return (
    primitive.notation?.(
      operands,
      attrs,
      inputs.map(({ shape }) => shape),
    ) ?? atom(`${primitive.name}(${[...operands.map(({ text }) => text), ...formatAttrs(attrs)].join(', ')})`)
  );
}

function constant({ rank, data, shape }: Tensor): string {
  return rank === 0 ? formatFloat(data[0]!) : `const [${shape}]`;
}
