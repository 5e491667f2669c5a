import { formatShape, oneLine, widthOf } from '@pullback/core';
import { inStyle, type Style } from '../style';
import type { Box, Edge, FoldBox } from './graph';
import { shorten } from './shorten';

/** What is written in a box. */
export interface BoxText {
  readonly heading: string;
  /** Below it, no wider than `WIDEST`. */
  readonly lines: readonly string[];
}

/** In columns: longer texts lose their middles. */
const WIDEST = 40;
/** Of names inside of calls, and beside arrows, where the box that they name is near. */
const WIDEST_NAME = 24;
/** How many lines a call, or the ops of a fold, take at most. */
const MOST_LINES = 4;

/** The text of a box: the name, what makes it, and its shape; of a fold, how much of what it holds. */
export function textOf(box: Box, style: Style): BoxText {
  const { heading, lines } = wholeText(box);
  const shown = (line: string): string => inStyle(shorten(oneLine(line), WIDEST), style);
  return { heading: shown(heading), lines: lines.map(shown) };
}

/** The same in a sentence, of whatever length: `h = matmul(x, W1), [64, 100]`. */
export function sentenceOf(box: Box, style: Style): string {
  const { heading, lines } = wholeText(box);
  const text =
    box.kind === 'node' ? `${box.name} = ${box.call}, ${formatShape(box.shape)}` : [heading, ...lines].join(', ');
  return inStyle(oneLine(text), style);
}

/** What is written beside an edge, if anything. */
export function labelTextOf({ label }: Edge): string | undefined {
  return label === undefined ? undefined : oneLine(label);
}

/** A name as it stands where there is little room: in calls, and beside arrows. */
export function shortName(name: string): string {
  return shorten(oneLine(name), WIDEST_NAME);
}

function wholeText(box: Box): BoxText {
  if (box.kind === 'node') return { heading: box.name, lines: [...linesOfCall(box.call), formatShape(box.shape)] };
  if (box.kind === 'fold') return textOfFold(box);
  const word = box.isParameter ? 'parameter' : box.kind;
  return { heading: box.name, lines: [`${word} ${formatShape(box.shape)}`] };
}

/** In as many lines as it may take; a call that is longer is cut. */
function linesOfCall(call: string): string[] {
  const lines = wrapped(call.replace(/[^\s(),]+/gu, shortName));
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1]} …`];
}

function textOfFold({ ends, nodes, ops, repeated, sources, data, parameters }: FoldBox): BoxText {
  const values = [
    ...(parameters > 0 ? [counted(parameters, 'parameter')] : []),
    ...(sources > parameters ? [counted(sources - parameters, 'source')] : []),
    ...(data > 0 ? [`${count(data)} of data`] : []),
  ].join(', ');
  if (ends === undefined) return { heading: values, lines: [] };
  const times = repeated && `${count(nodes / repeated.length)} ×`;
  const sequence = wrapped(repeated?.length === 1 ? `${times} ${repeated[0]}` : `${times} (${repeated?.join(', ')})`);
  const isShort = repeated !== undefined && sequence.length <= MOST_LINES;
  return {
    heading: `${ends[0]} … ${ends[1]}`,
    lines: [
      counted(nodes, 'node'),
      ...(isShort ? sequence : [...(repeated ? [`${times} ${repeated.length} nodes, in all`] : []), ...opLines(ops)]),
      ...(values === '' ? [] : [`with ${values}`]),
    ],
  };
}

/** `12 matmul, 6 relu, …`, in lines. */
function opLines(ops: FoldBox['ops']): string[] {
  const lines = wrapped(ops.map(([op, times]) => `${count(times)} ${op}`).join(', '));
  if (lines.length <= MOST_LINES) return lines;
  const shown = lines.slice(0, MOST_LINES - 1);
  const others = ops.slice(shown.join(' ').split(', ').length);
  const nodes = others.reduce((total, [, times]) => total + times, 0);
  return [...shown, `and ${count(nodes)} of ${counted(others.length, 'other op')}`];
}

/** In lines, broken after commas, but not inside of a list of numbers. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const part of text.split(/(?<=,) (?![^[]*\])/)) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${part}`) <= WIDEST) lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(part);
  }
  return lines;
}

function counted(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
