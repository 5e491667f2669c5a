// An anomaly as text: the op, where it ran, and what it read and made.

import type { Anomaly } from './errors';
import { formatFloat } from './format';
import { formatApplication } from './formatNode';
import { formatReading, quotedLabel } from './formatReading';
import { formatShape } from './shape';
import type { Shape } from './shapeTypes';
import type { Tensor } from './tensor';
import { textTable } from './textTable';

type Test = (value: number) => boolean;

/** How each way of reading a node is called, and where the user asked for it. */
const PASSES = {
  pullback: { pass: 'backward', asked: 'pulled back at' },
  pushforward: { pass: 'in forward mode', asked: 'pushed on at' },
  replay: { pass: 'in a replay', asked: 'replayed at' },
} as const;

/** The message of an `AnomalyError`; `isBad` tells which values count. */
export function formatAnomaly({ node, reading, position, line, readerLine }: Anomaly, isBad: Test): string {
  const { inputs, output } = node;
  const bad = output.data.filter(isBad);
  const [first] = bad;
  const { pass, asked } = reading === undefined ? { pass: 'forward', asked: '' } : PASSES[reading.rule];
  const rows = [
    ...(reading === undefined ? [] : [['in', formatReading(reading)]]),
    ['output', formatRange(output)],
    ...inputs.map((input, i) => [`input ${i}`, formatRange(input)]),
    ['called at', line ?? (reading === undefined ? 'an unknown line' : 'a line before the check began')],
    ...(readerLine === undefined ? [] : [[asked, readerLine]]),
  ];
  const place = output.rank === 0 ? '' : ` at ${formatShape(indexAt(position, output.shape))}`;
  const count = output.data.length === 1 ? '' : `; bad values: ${bad.length} of ${output.data.length}`;
  return [
    `checkAnomalies: ${pass}, '${formatApplication(node)}' made ${formatFloat(first!)}${place}${count}.`,
    ...textTable(rows).map((row) => `  ${row}`),
    ...inputs.flatMap((input, i) => formatCulprit(input, i, isBad)),
    ...(inputs.some((input) => input.data.some(isBad)) ? [] : ['Keep its inputs where its value is finite.']),
    ...(bad.some(Number.isNaN) ? [] : ["If infinities are meant, as in a mask, pass { allow: 'infinity' }."]),
  ].join('\n');
}

/** An input that was bad before the op ran: the op is not to blame. */
function formatCulprit(input: Tensor, i: number, isBad: Test): string[] {
  const bad = input.data.find(isBad);
  if (bad === undefined) return [];
  return [`It came from outside: input ${i} (${quotedLabel(input)}) holds ${formatFloat(bad)} already.`];
}

/** `'x' [64, 100] float32, -1.5…2, 3 NaN, 1 ∞`: the range of the finite elements, and how many are not. */
function formatRange({ name, shape, dtype, data }: Tensor): string {
  let [min, max] = [Infinity, -Infinity];
  const counts = new Map<string, number>();
  for (const value of data) {
    if (Number.isFinite(value)) {
      if (value < min) min = value;
      if (value > max) max = value;
    } else {
      const kind = formatFloat(value);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  const ends = min === max ? [min] : min < max ? [min, max] : [];
  const range = ends.length === 0 ? [] : [ends.map(formatFloat).join('…')];
  const others = ['NaN', '∞', '-∞'].flatMap((kind) => (counts.has(kind) ? [`${counts.get(kind)} ${kind}`] : []));
  const header = `${name === undefined ? '' : `'${name}' `}${formatShape(shape)} ${dtype}`;
  return [header, ...range, ...others].join(', ');
}

/** Where an element of a row-major array lies along each axis. */
function indexAt(position: number, shape: Shape): number[] {
  const index = new Array<number>(shape.length);
  let rest = position;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = rest % shape[axis]!;
    rest = Math.floor(rest / shape[axis]!);
  }
  return index;
}
