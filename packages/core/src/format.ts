// Tensors as text: numbers in columns, the middle of long axes left out.

import { formatShape } from './shape';
import type { Tensor } from './tensor';

/** Arrays of more elements than this show only the ends of each axis. */
const SUMMARIZE_ABOVE = 200;
const ENDS = 3;
const GAP = '…';

/** Header and numbers, for example `Tensor W1 [2, 2] float32` over a bracketed block. */
export function formatTensor(tensor: Tensor): string {
  const name = tensor.name === undefined ? '' : `${tensor.name} `;
  const header = `Tensor ${name}${formatShape(tensor.shape)} ${tensor.dtype}`;
  return tensor.rank === 0 ? `${header} ${formatNumbers(tensor)}` : `${header}\n${formatNumbers(tensor)}`;
}

/** The numbers alone, in brackets as deep as the rank: in columns, a row to a line, or all in one line. */
export function formatNumbers(tensor: Tensor, { oneLine = false }: { readonly oneLine?: boolean } = {}): string {
  const { shape, data } = tensor;
  const isLong = data.length > SUMMARIZE_ABOVE;
  const shown = shape.map((size) => shownIndices(size, isLong));
  const cells = data.length === 0 ? [] : collect(tensor, shown).map(formatElement(tensor));
  const width = oneLine ? 0 : Math.max(0, ...cells.map((cell) => cell.length));
  let next = 0;
  const print = (axis: number): string => {
    if (axis === shape.length) return cells[next++]!.padStart(width);
    const isRow = oneLine || axis === shape.length - 1;
    const parts = shown[axis]!.map((index) => (index === GAP ? GAP : print(axis + 1)));
    const separator = isRow ? ', ' : `,${'\n'.repeat(shape.length - 1 - axis)}${' '.repeat(axis + 1)}`;
    return `[${parts.join(separator)}]`;
  };
  return data.length === 0 ? '[]' : print(0);
}

type Shown = readonly (number | typeof GAP)[];

function shownIndices(size: number, isLong: boolean): Shown {
  const all = Array.from({ length: size }, (_, index) => index);
  return isLong && size > 2 * ENDS ? [...all.slice(0, ENDS), GAP, ...all.slice(-ENDS)] : all;
}

/** The elements at the shown indices, in row-major order. */
function collect({ data, shape }: Tensor, shown: readonly Shown[]): number[] {
  let positions = [0];
  for (const [axis, indices] of shown.entries()) {
    const plain = indices.filter((index) => index !== GAP);
    positions = positions.flatMap((position) => plain.map((index) => position * shape[axis]! + index));
  }
  return positions.map((position) => data[position]!);
}

/** How the elements of a tensor are written. */
export function formatElement({ dtype }: Tensor): (value: number) => string {
  if (dtype === 'bool') return (value) => (value === 0 ? 'false' : 'true');
  if (dtype === 'int32') return String;
  return formatFloat;
}

/** Five significant digits, without needless zeros; powers of ten only where they are shorter to read. */
export function formatFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '-∞';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const magnitude = Math.abs(value);
  // A whole number is shown whole, so that what looks exact is.
  if (Number.isInteger(value) && magnitude < 1e6) return String(value);
  if (magnitude < 1e-4 || magnitude >= 1e5) {
    const [digits, exponent] = value.toExponential(4).split('e');
    return `${Number(digits)}e${Number(exponent)}`;
  }
  return String(Number(value.toPrecision(5)));
}
