// Elementwise arithmetic of floats, to the bit what the reference gives: float64 on the way to float32 rounds alike.

import type { Kernels } from '../kernelSet';
import { add, addScaled, chain, div, gate, mul, sub } from '../reference/binary';
import { neg, relu, sqrt, square } from '../reference/unary';
import type { Simd } from './instance';
import { aligned, isOfFloats } from './linearMemory';
import { bytesOfPiece, PIECE } from './pieces';
import { rowsOf } from './stretching';

/** Fewer elements than this are done as soon by plain loops, which copy nothing: measured by bench/elementwise.ts. */
const FEWEST_ELEMENTS = 128;

const unary = { neg, relu, sqrt, square };
const binary = { add, chain, div, gate, mul, sub };

type Unary = keyof typeof unary;
type Binary = keyof typeof binary;

export function arithmeticBy(simd: Simd): Pick<Kernels, Unary | Binary | 'addScaled'> {
  return {
    add: binaryBy(simd, 'add'),
    addScaled: addScaledBy(simd),
    chain: binaryBy(simd, 'chain'),
    div: binaryBy(simd, 'div'),
    gate: binaryBy(simd, 'gate'),
    mul: binaryBy(simd, 'mul'),
    neg: unaryBy(simd, 'neg'),
    relu: unaryBy(simd, 'relu'),
    sqrt: unaryBy(simd, 'sqrt'),
    square: unaryBy(simd, 'square'),
    sub: binaryBy(simd, 'sub'),
  };
}

function unaryBy({ exports, memory }: Simd, name: Unary): Kernels[Unary] {
  const [run32, run64, plain] = [exports[`${name}32`], exports[`${name}64`], unary[name]];
  return (x, output) => {
    const { data } = output;
    const from = memory.start;
    const to = aligned(from + bytesOfPiece(data));
    if (data.length < FEWEST_ELEMENTS || !isOfFloats(output) || !memory.reserve(to + bytesOfPiece(data))) {
      plain(x, output);
      return;
    }
    const run = data.BYTES_PER_ELEMENT === 4 ? run32 : run64;
    for (let first = 0; first < data.length; first += PIECE) {
      const end = Math.min(first + PIECE, data.length);
      memory.write(x.data, from, first, end);
      run(from, to, end - first);
      memory.read(to, data, first, end);
    }
  };
}

function binaryBy({ exports, memory }: Simd, name: Binary): Kernels[Binary] {
  const [run32, run64, plain] = [exports[`${name}32`], exports[`${name}64`], binary[name]];
  return (a, b, output) => {
    const { data } = output;
    if (data.length < FEWEST_ELEMENTS || !isOfFloats(output)) {
      plain(a, b, output);
      return;
    }
    const isWholeA = a.data.length === data.length;
    const isWholeB = b.data.length === data.length;
    const whole = { count: data.length, step: data.length, isStretched: false };
    const rows = isWholeA && isWholeB ? whole : rowsOf(isWholeA ? b : a, output);
    // Where both operands are stretched, or one in a way of its own.
    if (!(isWholeA || isWholeB) || !rows) {
      plain(a, b, output);
      return;
    }
    const { count, isStretched } = rows;
    // Whole rows, or parts of the only one.
    const longest = count === data.length ? PIECE : Math.max(1, Math.floor(PIECE / count)) * count;
    const bytes = data.BYTES_PER_ELEMENT;
    const room = Math.min(longest, data.length) * bytes;
    const aAt = memory.start;
    const bAt = aligned(aAt + (isWholeA ? room : a.data.byteLength));
    const outAt = aligned(bAt + (isWholeB ? room : b.data.byteLength));
    if (!memory.reserve(outAt + room)) {
      plain(a, b, output);
      return;
    }
    const aStep = (isWholeA ? count : rows.step) * bytes;
    const bStep = (isWholeB ? count : rows.step) * bytes;
    if (!isWholeA) memory.write(a.data, aAt);
    if (!isWholeB) memory.write(b.data, bAt);
    const run = bytes === 4 ? run32 : run64;
    for (let first = 0; first < data.length; first += longest) {
      const end = Math.min(first + longest, data.length);
      const row = Math.floor(first / count);
      const inRow = Math.min(count, end - first);
      if (isWholeA) memory.write(a.data, aAt, first, end);
      if (isWholeB) memory.write(b.data, bAt, first, end);
      const aFrom = isWholeA ? aAt : aAt + row * aStep;
      const bFrom = isWholeB ? bAt : bAt + row * bStep;
      const [stretchedA, stretchedB] = [!isWholeA && isStretched, !isWholeB && isStretched];
      run(aFrom, aStep, stretchedA, bFrom, bStep, stretchedB, outAt, (end - first) / inRow, inRow);
      memory.read(outAt, data, first, end);
    }
  };
}

function addScaledBy({ exports, memory }: Simd): Kernels['addScaled'] {
  return (a, b, output, scale) => {
    const { data } = output;
    const aAt = memory.start;
    const bAt = aligned(aAt + bytesOfPiece(data));
    const outAt = aligned(bAt + bytesOfPiece(data));
    if (data.length < FEWEST_ELEMENTS || !isOfFloats(output) || !memory.reserve(outAt + bytesOfPiece(data))) {
      addScaled(a, b, output, scale);
      return;
    }
    const run = data.BYTES_PER_ELEMENT === 4 ? exports.addScaled32 : exports.addScaled64;
    for (let first = 0; first < data.length; first += PIECE) {
      const end = Math.min(first + PIECE, data.length);
      memory.write(a.data, aAt, first, end);
      memory.write(b.data, bAt, first, end);
      run(aAt, bAt, outAt, end - first, scale);
      memory.read(outAt, data, first, end);
    }
  };
}
