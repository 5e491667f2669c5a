import { type BoxColours, COLOURS } from './colours';
import { FONT_SIZE } from './sizes';

/** Of boxes, where readers ask for a dark page. */
const DARK: Readonly<Record<'source' | 'data' | 'node' | 'fold' | 'faint', BoxColours>> = {
  source: { fill: '#1d3423', line: '#5fa566', text: '#e8ecf0' },
  data: { fill: '#2b3038', line: '#838d9a', text: '#e8ecf0' },
  node: { fill: '#1a2d45', line: '#5d92cf', text: '#e8ecf0' },
  fold: { fill: '#382e1b', line: '#b29455', text: '#e8ecf0' },
  faint: { fill: '#1c2026', line: '#4a515b', text: '#8b939d' },
};

/** The name of all rules' class, so that in a page they hold for drawings of tapes alone. */
export const ROOT_CLASS = 'pullback-tape';

/** The style sheet of a drawing, with nothing from elsewhere. */
export function svgStyle(): string {
  const inside = `.${ROOT_CLASS}`;
  return [
    `${inside} text{font:${FONT_SIZE}px ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;text-anchor:middle}`,
    `${inside} .heading{font-weight:bold}`,
    `${inside} .bar{text-decoration:overline}`,
    `${inside} rect{stroke-width:1.2}`,
    `${inside} .target rect{stroke-width:2.8}`,
    `${inside} .value,${inside} .cotangent{fill:none;stroke-width:1.4}`,
    `${inside} .cotangent{stroke-dasharray:5 4}`,
    `${inside} .value{stroke:${COLOURS.value}}`,
    `${inside} .value-head{fill:${COLOURS.value}}`,
    `${inside} .cotangent{stroke:${COLOURS.cotangent}}`,
    `${inside} .cotangent-head,${inside} .label{fill:${COLOURS.cotangent}}`,
    ...boxRules(COLOURS),
    `@media (prefers-color-scheme:dark){${boxRules(DARK).join('')}}`,
  ].join('\n');
}

function boxRules(colours: Readonly<Record<keyof typeof DARK, BoxColours>>): string[] {
  const kinds = ['source', 'data', 'node', 'fold', 'faint'] as const;
  return kinds.flatMap((kind) => {
    const { fill, line, text } = colours[kind];
    return [`.${ROOT_CLASS} .${kind} rect{fill:${fill};stroke:${line}}`, `.${ROOT_CLASS} .${kind} text{fill:${text}}`];
  });
}
