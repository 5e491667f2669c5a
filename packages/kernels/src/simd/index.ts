// The kernels in WebAssembly SIMD. What they lack, and what is too small to gain, is the reference's.

import type { KernelSet } from '../kernelSet';
import { arithmeticBy } from './arithmetic';
import { convolutionsBy } from './convolution';
import { elementwiseBy } from './elementwise';
import { startSimd } from './instance';
import { matmulBy } from './matmul';
import { poolingBy } from './pooling';
import { softmaxBy } from './softmax';
import { sumsBy } from './sum';

export interface SimdOptions {
  /**
   * Whether a product and the sum that it is added to may be rounded as one, where the engine has relaxed SIMD (default:
   * true). That is faster and more accurate, but the last bits then depend on the machine.
   */
  readonly relaxed?: boolean;
}

const loaded = new Map<boolean, KernelSet | string>();

/** The set, started when it is first asked for, or why it cannot be. */
export function loadSimd({ relaxed = true }: SimdOptions = {}): KernelSet | string {
  const set = loaded.get(relaxed) ?? load(relaxed);
  loaded.set(relaxed, set);
  return set;
}

function load(mayFuse: boolean): KernelSet | string {
  const simd = startSimd(mayFuse);
  if (typeof simd === 'string') return simd;
  return {
    name: simd.isFused ? 'simd (relaxed)' : 'simd',
    kernels: {
      matmul: matmulBy(simd),
      ...convolutionsBy(simd),
      ...poolingBy(simd),
      ...arithmeticBy(simd),
      ...elementwiseBy(simd),
      ...softmaxBy(simd),
      ...sumsBy(simd),
    },
  };
}
