// The text of a summary.

import { textTable } from '@pullback/core';

/** A line of the table. */
export interface SummaryRow {
  /** Path and class. */
  readonly layer: string;
  readonly output: string;
  readonly parameters: number;
}

/** How many columns of text the table may take. */
const WIDTH = 100;
/** How many of them the output shapes may take. */
const OUTPUT_WIDTH = 34;

/** Three columns, two spaces apart, and the totals. */
export function summaryTable(rows: readonly SummaryRow[], buffers: number): string {
  const total = rows.reduce((sum, { parameters }) => sum + parameters, 0);
  const lines = [
    ['layer', 'output shape', 'parameters'],
    ...rows.map(({ layer, output, parameters }) => [layer, startOf(output, OUTPUT_WIDTH), grouped(parameters)]),
    ['total', '', grouped(total)],
    ...(buffers > 0 ? [['buffers, not trained', '', grouped(buffers)]] : []),
  ] as [string, string, string][];
  const [outputWidth, countWidth] = [1, 2].map((column) => widest(lines.map((line) => line[column]!)));
  const layerWidth = Math.min(widest(lines.map(([layer]) => layer)), WIDTH - outputWidth! - countWidth! - 4);
  return textTable(
    lines.map(([layer, ...others]) => [endOf(layer, layerWidth), ...others]),
    [2],
  ).join('\n');
}

function startOf(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

/** Of a path that is too long the end, which tells more. */
function endOf(text: string, width: number): string {
  return text.length <= width ? text : `…${text.slice(text.length - width + 1)}`;
}

/** `12,345`. */
function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

function widest(texts: readonly string[]): number {
  return Math.max(...texts.map(({ length }) => length));
}
