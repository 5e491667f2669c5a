// A tape as a list of lines, in the order in which the operations ran.

import { formatCall, isConstantNumber } from './formatNode';
import { labelsOf } from './labels';
import { formatShape } from './shape';
import type { TapeNode } from './tapeNode';
import type { Tensor } from './tensor';
import { textTable } from './textTable';
import { widthOf } from './widthOf';

/** `%2 = relu(h)   [64, 100]` for each node: unnamed results are numbered, unnamed constants show their shape. */
export function formatTape(nodes: readonly TapeNode[]): string {
  const labelled = labelsOf(nodes);
  const made = new Set(nodes.map(({ output }) => output));
  const label = (tensor: Tensor): string =>
    tensor.name || made.has(tensor) || isConstantNumber(tensor)
      ? labelled(tensor)
      : `const ${formatShape(tensor.shape)}`;
  const names = nodes.map(({ output }) => label(output));
  const width = names.reduce((widest, name) => Math.max(widest, widthOf(name)), 0);
  const rows = nodes.map((node, i) => [
    `${names[i]}${' '.repeat(width - widthOf(names[i]!))} = ${formatCall(node, label)}`,
    formatShape(node.output.shape),
  ]);
  return textTable(rows).join('\n');
}
