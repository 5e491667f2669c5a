import { oneLine, type Tape } from '@pullback/core';
import type { Style } from '../style';
import { labelTextOf, textOf } from './boxText';
import { COLOURS } from './colours';
import type { DrawOptions } from './drawOptions';
import type { Box, Edge } from './graph';
import { graphOf } from './graphOf';

/**
 * A tape in the language of Graphviz: write it to a file and run `dot -Tsvg`. Values go along solid arrows, cotangents back along
 * dashed ones. A pure function of the tape; nothing on it is read but shapes, and plain numbers.
 * @throws GradientError if a source is not of a float dtype.
 * @throws PullbackError if `mostNodes` is neither a whole number ≥ 3 nor `Infinity`.
 */
export function toDot(tape: Tape, options: DrawOptions = {}): string {
  const { boxes, edges } = graphOf(tape, options);
  const { direction = 'down', style = 'unicode' } = options;
  return [
    'digraph tape {',
    `  graph [rankdir=${direction === 'down' ? 'TB' : 'LR'}, bgcolor=transparent]`,
    '  node [shape=box, style="filled,rounded", fontname=monospace, fontsize=12]',
    `  edge [color="${COLOURS.value}", fontname=monospace, fontsize=12]`,
    ...boxes.map((box) => `  ${box.id} [${boxAttributes(box, style)}]`),
    // An empty label keeps values apart from cotangents, which have labels.
    ...(edges.some(({ kind }) => kind === 'cotangent') ? ['  edge [label="  "]'] : []),
    ...edges.map((edge) => `  ${statementOf(edge)}`),
    '}',
    '',
  ].join('\n');
}

function boxAttributes(box: Box, style: Style): string {
  const { heading, lines } = textOf(box, style);
  const { fill, line, text } = box.isOnRoute ? COLOURS[box.kind] : COLOURS.faint;
  return [
    `label=${quoted([heading, ...lines])}`,
    `fillcolor="${fill}", color="${line}", fontcolor="${text}"`,
    ...(box.isTarget ? ['penwidth=2.5'] : []),
    ...(box.kind === 'fold' ? ['peripheries=2'] : []),
  ].join(', ');
}

function statementOf(edge: Edge): string {
  const { kind, from, to } = edge;
  if (kind === 'value') return `${from} -> ${to}`;
  const label = labelTextOf(edge);
  const shown = label === undefined ? '' : `, label=${quoted([` ${label}`])}`;
  const colour = COLOURS.cotangent;
  // Written the way of the value and drawn backwards, so that it has its place in the layers.
  return `${to} -> ${from} [dir=back, style=dashed, color="${colour}", fontcolor="${colour}"${shown}]`;
}

/** Graphviz reads `\N` and the like, and the entities of HTML. */
function quoted(lines: readonly string[]): string {
  const escaped = lines.map((line) => oneLine(line).replace(/&/g, '&amp;').replace(/[\\"]/g, '\\$&'));
  return `"${escaped.join('\\n')}"`;
}
