// Elementwise arithmetic of floats, to the bit what the reference gives: float64 on the way to float32 rounds alike.

import type { Kernels } from '../kernelSet';
import { add, chain, div, gate, mul, sub } from '../reference/binary';
import { neg, relu, sqrt, square } from '../reference/unary';
import type { Simd } from './instance';
import { aligned, isOfFloats } from './linearMemory';
import { rowsOf } from './stretching';

/** Fewer elements than this are done as soon by plain loops, which copy nothing: measured by bench/elementwise.ts. */
const FEWEST_ELEMENTS = 128;

const unary = { neg, relu, sqrt, square };
const binary = { add, chain, div, gate, mul, sub };

type Unary = keyof typeof unary;
type Binary = keyof typeof binary;

export function arithmeticBy(simd: Simd): Pick<Kernels, Unary | Binary> {
  return {
    add: binaryBy(simd, 'add'),
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
    if (data.length < FEWEST_ELEMENTS || !isOfFloats(output)) {
      plain(x, output);
      return;
    }
    const from = memory.start;
    const to = aligned(from + x.data.byteLength);
    if (!memory.reserve(to + data.byteLength)) {
      plain(x, output);
      return;
    }
    memory.write(x.data, from);
    (data.BYTES_PER_ELEMENT === 4 ? run32 : run64)(from, to, data.length);
    memory.read(to, data);
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
    const aAt = memory.start;
    const bAt = aligned(aAt + a.data.byteLength);
    const outAt = aligned(bAt + b.data.byteLength);
    const isWholeA = a.data.length === data.length;
    const isWholeB = b.data.length === data.length;
    const whole = { count: data.length, step: data.length, isStretched: false };
    const rows = isWholeA && isWholeB ? whole : rowsOf(isWholeA ? b : a, output);
    // Where both operands are stretched, or one in a way of its own, or there is no room.
    if (!(isWholeA || isWholeB) || !rows || !memory.reserve(outAt + data.byteLength)) {
      plain(a, b, output);
      return;
    }
    const { count, isStretched } = rows;
    const bytes = data.BYTES_PER_ELEMENT;
    const aStep = (isWholeA ? count : rows.step) * bytes;
    const bStep = (isWholeB ? count : rows.step) * bytes;
    memory.write(a.data, aAt);
    memory.write(b.data, bAt);
    const run = bytes === 4 ? run32 : run64;
    run(aAt, aStep, !isWholeA && isStretched, bAt, bStep, !isWholeB && isStretched, outAt, data.length / count, count);
    memory.read(outAt, data);
  };
}
