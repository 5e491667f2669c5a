// Elementwise functions of float32. They are computed in float64 and rounded once, with an error below 0.51 ulp.

import type { Kernels } from '../kernelSet';
import type { NdArray } from '../ndArray';
import { gelu, geluTanh, sigmoid, silu } from '../reference/activations';
import { erf } from '../reference/erf';
import { tanh } from '../reference/exponential';
import { exp, log } from '../reference/unary';
import type { Simd } from './instance';
import { aligned } from './linearMemory';
import { bytesOfPiece, PIECE } from './pieces';

/** Fewer elements than this are done as soon by plain loops, which copy nothing: measured by bench/elementwise.ts. */
const FEWEST_ELEMENTS = 48;

const reference = { erf, exp, gelu, geluTanh, log, sigmoid, silu, tanh };

type Name = keyof typeof reference;

export function elementwiseBy({ exports, memory }: Simd): Pick<Kernels, Name> {
  const by = (name: Name): Kernels[Name] => {
    const run = exports[`${name}32`];
    const plain = reference[name];
    return (x: NdArray, output: NdArray): void => {
      const { data } = output;
      const from = memory.start;
      const to = aligned(from + bytesOfPiece(data));
      const isSingle = data instanceof Float32Array;
      if (data.length < FEWEST_ELEMENTS || !isSingle || !memory.reserve(to + bytesOfPiece(data))) {
        plain(x, output);
        return;
      }
      for (let first = 0; first < data.length; first += PIECE) {
        const end = Math.min(first + PIECE, data.length);
        memory.write(x.data, from, first, end);
        run(from, to, end - first);
        memory.read(to, data, first, end);
      }
    };
  };
  return {
    erf: by('erf'),
    exp: by('exp'),
    gelu: by('gelu'),
    geluTanh: by('geluTanh'),
    log: by('log'),
    sigmoid: by('sigmoid'),
    silu: by('silu'),
    tanh: by('tanh'),
  };
}
