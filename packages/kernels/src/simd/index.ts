// The kernels in WebAssembly SIMD. What they lack, and what is too small to gain, is the reference's.

import type { KernelSet } from '../kernelSet';
import { arithmeticBy } from './arithmetic';
import { convolutionsBy } from './convolution';
import { elementwiseBy } from './elementwise';
import { startSimd } from './instance';
import { matmulBy } from './matmul';
import { softmaxBy } from './softmax';
import { sumsBy } from './sum';

let loaded: KernelSet | string | undefined;

/** The set, started when it is first asked for, or why it cannot be. */
export function loadSimd(): KernelSet | string {
  loaded ??= load();
  return loaded;
}

function load(): KernelSet | string {
  const simd = startSimd();
  if (typeof simd === 'string') return simd;
  return {
    name: simd.isFused ? 'simd (relaxed)' : 'simd',
    kernels: {
      matmul: matmulBy(simd),
      ...convolutionsBy(simd),
      ...arithmeticBy(simd),
      ...elementwiseBy(simd),
      ...softmaxBy(simd),
      ...sumsBy(simd),
    },
  };
}
