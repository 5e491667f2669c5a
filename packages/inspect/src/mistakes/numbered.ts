import { formatCall, type TapeNode, type Tensor } from '@pullback/core';

/** How many applications deep a value is spelled out; what lies below is left out. */
const DEPTH = 4;

/** `%4 = square(sub(p, y))`, for each value that the texts call by its number on the tape. */
export function numberedIn(
  texts: readonly string[],
  nodes: readonly TapeNode[],
  label: (tensor: Tensor) => string,
): readonly string[] {
  const numbered = new Map<string, TapeNode>();
  for (const [i, node] of nodes.entries()) if (label(node.output) === `%${i + 1}`) numbered.set(`%${i + 1}`, node);
  const spell = (node: TapeNode, depth: number): string =>
    formatCall(node, (input) => {
      const maker = numbered.get(label(input));
      if (maker === undefined) return label(input);
      return depth < DEPTH ? spell(maker, depth + 1) : '…';
    });
  const mentioned = new Set(texts.flatMap((text) => text.match(/%\d+/g) ?? []));
  return [...mentioned].flatMap((number) => {
    const node = numbered.get(number);
    return node === undefined ? [] : [`${number} = ${spell(node, 1)}`];
  });
}
