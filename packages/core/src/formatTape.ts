// A tape as a list of lines, in the order in which the operations ran.

import { formatCall, isConstantNumber, labelOf } from './formatNode';
import { formatShape } from './shape';
import type { TapeNode } from './tapeNode';
import type { Tensor } from './tensor';

/** `%2 = relu(h)   [64, 100]` for each node: unnamed results are numbered, unnamed constants show their shape. */
export function formatTape(nodes: readonly TapeNode[]): string {
  const numbers = new Map(nodes.map((node, i) => [node.output, i + 1]));
  const label = (tensor: Tensor): string => {
    if (tensor.name !== undefined) return tensor.name;
    const number = numbers.get(tensor);
    if (number !== undefined) return `%${number}`;
    return isConstantNumber(tensor) ? labelOf(tensor) : `const ${formatShape(tensor.shape)}`;
  };
  const rows = nodes.map((node) => [label(node.output), formatCall(node, label), formatShape(node.output.shape)]);
  const [nameWidth, callWidth] = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]!.length)));
  return rows
    .map(([name, call, shape]) => `${name!.padEnd(nameWidth!)} = ${call!.padEnd(callWidth!)}  ${shape}`)
    .join('\n');
}
