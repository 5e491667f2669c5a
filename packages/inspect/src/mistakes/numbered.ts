import type { TapeNode, Tensor } from '@pullback/core';
import { makeSpeller, numberedNodes } from '../spelling';

/** `%4 = square(sub(p, y))`, for each value that the texts call by its number on the tape. */
export function numberedIn(
  texts: readonly string[],
  nodes: readonly TapeNode[],
  label: (tensor: Tensor) => string,
): readonly string[] {
  const spell = makeSpeller(nodes, label);
  const numbered = numberedNodes(nodes, label);
  const mentioned = new Set(texts.flatMap((text) => text.match(/%\d+/g) ?? []));
  return [...mentioned].flatMap((number) => {
    const node = numbered.get(number);
    return node === undefined ? [] : [`${number} = ${spell(node)}`];
  });
}
