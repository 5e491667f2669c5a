import { oneLine, type Tape } from '@pullback/core';
import { type BoxText, labelTextOf, textOf } from './boxText';
import { COLOURS } from './colours';
import type { DrawOptions } from './drawOptions';
import type { Box, Edge } from './graph';
import { graphOf } from './graphOf';

const KINDS = ['source', 'data', 'node', 'fold', 'faint'] as const;

/** Mermaid would break lines that are wider than 200 pixels, in the midst of lists. */
const WIDE_LABELS = '%%{init: {"flowchart": {"wrappingWidth": 400}}}%%';

/**
 * A tape as a flowchart of Mermaid, which code hosts show in Markdown, in a fence of kind `mermaid`. Values go along solid arrows,
 * cotangents back along dotted ones. A pure function of the tape; nothing on it is read but shapes, and plain numbers. Mermaid
 * itself draws at most 500 arrows, unless its `maxEdges` is set.
 * @throws GradientError if a source is not of a float dtype.
 * @throws PullbackError if `mostNodes` is neither a whole number ≥ 3 nor `Infinity`.
 */
export function toMermaid(tape: Tape, options: DrawOptions = {}): string {
  const { boxes, edges } = graphOf(tape, options);
  const { direction = 'down', style = 'unicode' } = options;
  const back = edges.flatMap(({ kind }, i) => (kind === 'cotangent' ? [i] : []));
  const classes = new Map<string, string[]>();
  for (const box of boxes) {
    const name = box.isOnRoute ? box.kind : 'faint';
    classes.set(name, [...(classes.get(name) ?? []), box.id]);
  }
  const targets = boxes.filter(({ isTarget }) => isTarget).map(({ id }) => id);
  return [
    WIDE_LABELS,
    `flowchart ${direction === 'down' ? 'TB' : 'LR'}`,
    ...boxes.map((box) => `  ${box.id}${shapeOf(box, textOf(box, style))}`),
    ...edges.map((edge) => `  ${statementOf(edge)}`),
    ...KINDS.filter((kind) => classes.has(kind)).flatMap((kind) => {
      const { fill, line, text } = COLOURS[kind];
      return [
        `  classDef ${kind} fill:${fill},stroke:${line},color:${text}`,
        `  class ${classes.get(kind)!.join(',')} ${kind}`,
      ];
    }),
    ...targets.map((id) => `  style ${id} stroke-width:3px`),
    ...(back.length > 0 ? [`  linkStyle ${back.join(',')} stroke:${COLOURS.cotangent},marker-end:none`] : []),
    '',
  ].join('\n');
}

function shapeOf({ kind }: Box, { heading, lines }: BoxText): string {
  const label = `"${[heading, ...lines].map(encoded).join('<br/>')}"`;
  if (kind === 'fold') return `[[${label}]]`;
  return kind === 'node' ? `[${label}]` : `([${label}])`;
}

function statementOf(edge: Edge): string {
  const { kind, from, to } = edge;
  if (kind === 'value') return `${from} --> ${to}`;
  const label = labelTextOf(edge);
  // Written the way of the value, so that it has its place in the layers. No arrow has a head at its start alone: the style of
  // these links takes away that at the end.
  return label === undefined ? `${to} <-.-> ${from}` : `${to} <-.->|"${encoded(label)}"| ${from}`;
}

/** All but letters, digits and the harmless as entities: Mermaid reads `%%`, quotes, Markdown and HTML inside labels, too. */
function encoded(text: string): string {
  return oneLine(text).replace(/[^\p{L}\p{M}\p{N} ,()[\]=×…²ᵀ]/gu, (sign) => `#${sign.codePointAt(0)};`);
}
