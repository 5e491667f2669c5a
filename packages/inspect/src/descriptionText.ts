import { formatShape, textTable } from '@pullback/core';
import type { NodeDescription, PullbackDescription, TapeDescription } from './describe';
import { fit, inStyle, measure, quantity, type Style } from './style';

/** How many columns of text each column of the table may take; 100 with the two between them. */
const WIDTHS = [42, 14, 10, 7, 17] as const;
const RIGHT = 3;
const UNKNOWN = '?';

/** A line for each node, and below it one for each of its pullbacks; then the totals. */
export function formatDescription({ nodes, totals }: Pick<TapeDescription, 'nodes' | 'totals'>, style: Style): string {
  const header = ['value, and VJP', 'shape', 'keeps', 'flop', 'Jacobian'];
  const rows = [header, ...nodes.flatMap((node) => [nodeRow(node), ...node.pullbacks.map(pullbackRow)])].map((row) =>
    row.map((cell, column) => fit(cell, WIDTHS[column]!)),
  );
  const lines = textTable(rows, [RIGHT]);
  const pullbacks = nodes.flatMap((node) => node.pullbacks);
  const atLeast = (isKnown: boolean): string => (isKnown ? '' : 'at least ');
  const forward = atLeast(nodes.every((node) => node.flop !== undefined));
  const back = atLeast(pullbacks.every((pullback) => pullback.flop !== undefined));
  const kept = atLeast(pullbacks.every(({ keeps }) => keeps !== undefined));
  const { flop, backwardFlop, keptBytes, jacobianEntries, jacobianBytes } = totals;
  return inStyle(
    [
      ...lines,
      `${nodes.length === 1 ? '1 node' : `${nodes.length} nodes`}: forward ${forward}${measure(flop, 'flop')}, back ${back}${measure(backwardFlop, 'flop')}; kept for that ${kept}${measure(keptBytes, 'B')}.`,
      `Jacobians never built: ${quantity(jacobianEntries)} entries, ${measure(jacobianBytes, 'B')}.`,
    ].join('\n'),
    style,
  );
}

function nodeRow({ call, shape, flop }: NodeDescription): string[] {
  return [call, formatShape(shape), '', flop === undefined ? UNKNOWN : quantity(flop), ''];
}

function pullbackRow({
  formula,
  keeps,
  flop,
  jacobian: { rows, columns, bytes: size },
}: PullbackDescription): string[] {
  const entries = quantity(rows * columns);
  return [
    `  ${formula}`,
    '',
    keeps === undefined ? UNKNOWN : keeps.join(', ') || '–',
    flop === undefined ? UNKNOWN : quantity(flop),
    `${entries}, ${measure(size, 'B')}`,
  ];
}
