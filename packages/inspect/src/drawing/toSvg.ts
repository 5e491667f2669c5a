import { oneLine, PullbackError, type Tape } from '@pullback/core';
import type { Style } from '../style';
import type { Point } from './attach';
import { sentenceOf } from './boxText';
import type { DrawOptions } from './drawOptions';
import { arrowThrough, number } from './edgePath';
import { escapeXml } from './escapeXml';
import type { Graph } from './graph';
import { graphOf } from './graphOf';
import { layOut, type PlacedBox, type PlacedEdge } from './layOut';
import { FONT_SIZE, LINE_HEIGHT, STACK, sizeOfLine } from './sizes';
import { ROOT_CLASS, svgStyle } from './svgStyle';
import { isMonospaced } from './textWidth';

export interface SvgOptions extends DrawOptions {
  /** What screen readers call the drawing; `A tape of 6 nodes` if not given. */
  readonly title?: string;
}

/** Layout takes ever longer, and above some 1000 layers it runs out of stack. */
const MOST_BOXES = 500;

/**
 * A tape as an SVG drawing: a box for each node, for each parameter, and for each piece of data; values go along solid arrows,
 * cotangents back along dashed ones. It stands alone, without scripts or fonts, reads on light and dark pages, and has in words
 * what it shows. A pure function of the tape; nothing on it is read but shapes, and plain numbers.
 * @throws GradientError if a source is not of a float dtype.
 * @throws PullbackError if `mostNodes` is neither a whole number ≥ 3 nor `Infinity`, or lets more than 500 boxes be drawn.
 */
export function toSvg(tape: Tape, options: SvgOptions = {}): string {
  const graph = graphOf(tape, options);
  const { direction = 'down', style = 'unicode', title = titleOf(tape) } = options;
  if (graph.boxes.length > MOST_BOXES) {
    throw new PullbackError(
      `toSvg: at most ${MOST_BOXES} boxes can be laid out, got ${graph.boxes.length}. Give a smaller mostNodes, or use toDot.`,
    );
  }
  const { width, height, boxes, edges } = layOut(graph, options);
  const size = `width="${Math.ceil(width)}" height="${Math.ceil(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="${ROOT_CLASS}" role="img" ${size} viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}">`,
    `<title>${escapeXml(oneLine(String(title)))}</title>`,
    `<desc>${escapeXml(inWords(graph, style))}</desc>`,
    `<style>\n${svgStyle()}\n</style>`,
    ...edges.map((edge) => drawEdge(edge, direction)),
    ...boxes.map((box) => drawBox(box, style)),
    // Labels last, so that no line crosses them.
    ...edges.map(drawLabel).filter((label) => label !== ''),
    '</svg>',
    '',
  ].join('\n');
}

function titleOf({ nodes: { length } }: Tape): string {
  return `A tape of ${length} ${length === 1 ? 'node' : 'nodes'}`;
}

function inWords({ boxes, edges }: Graph, style: Style): string {
  const back = edges.some(({ kind }) => kind === 'cotangent');
  const arrows = back ? 'Solid arrows are values, dashed arrows their cotangents. ' : '';
  return `${arrows}${boxes.map((box) => sentenceOf(box, style)).join('; ')}${boxes.length > 0 ? '.' : 'Nothing.'}`;
}

function drawEdge({ edge: { kind }, points, side }: PlacedEdge, direction: 'down' | 'right'): string {
  const { line, head } = arrowThrough(points, side, direction);
  return `<path class="${kind}" d="${line}"/><path class="${kind}-head" d="${head}"/>`;
}

function drawLabel({ label }: PlacedEdge): string {
  return label === undefined ? '' : textAt(label, label.text, 'label');
}

function drawBox({ box, text, x, y, ...size }: PlacedBox, style: Style): string {
  const classes = [box.isOnRoute ? box.kind : 'faint', ...(box.isTarget ? ['target'] : [])].join(' ');
  const stack = box.kind === 'fold' ? STACK : 0;
  const [width, height] = [size.width - stack, size.height - stack];
  const [left, top] = [x - size.width / 2, y - size.height / 2];
  const corner = box.kind === 'node' || box.kind === 'fold' ? 5 : 14;
  const rectangle = (shift: number): string =>
    `<rect x="${number(left + shift)}" y="${number(top + shift)}" width="${number(width)}" height="${number(height)}" rx="${corner}"/>`;
  const lines = [text.heading, ...text.lines];
  const first = top + height / 2 - ((lines.length - 1) * LINE_HEIGHT) / 2;
  const middle = left + width / 2;
  return [
    `<g class="${classes}"><title>${escapeXml(sentenceOf(box, style))}</title>`,
    ...(box.kind === 'fold' ? [rectangle(stack), rectangle(stack / 2)] : []),
    rectangle(0),
    ...lines.map((line, i) => textAt({ x: middle, y: first + i * LINE_HEIGHT }, line, i === 0 ? 'heading' : undefined)),
    '</g>',
  ].join('');
}

/** A line of text whose middle is at this place. */
function textAt({ x, y }: Point, text: string, name: string | undefined): string {
  const kind = name === undefined ? '' : ` class="${name}"`;
  const { width } = sizeOfLine(text);
  const fitted = isMonospaced(text) ? '' : ` textLength="${number(width)}" lengthAdjust="spacingAndGlyphs"`;
  // Not every reader knows the attribute that centres upright: a third of the letters' size does as well.
  return `<text${kind} x="${number(x)}" y="${number(y + FONT_SIZE / 3)}"${fitted}>${withBars(text)}</text>`;
}

/** Fonts seldom know how to set a macron on a digit or an `l`; all can draw a line above, and above a whole number, too. */
function withBars(text: string): string {
  // Taken apart are letters with a macron alone: the syllables of Hangul, too, are more than one sign where all are.
  return text
    .normalize('NFC')
    .replace(/./gu, (sign) => (/\u0304/.test(sign.normalize('NFD')) ? sign.normalize('NFD') : sign))
    .split(/(%\d+\u0304|\P{Mark}\p{Mark}*?\u0304)/u)
    .map((part) =>
      part.endsWith('\u0304') ? `<tspan class="bar">${escapeXml(part.slice(0, -1))}</tspan>` : escapeXml(part),
    )
    .join('');
}
