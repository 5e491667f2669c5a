// Arrays in, arrays out. A kernel writes every element of the output it is given, trusts its input, and knows no tensor.

import * as itself from './index';

export type { BlasOptions } from './blas';
export type { Kernels } from './kernelSet';
export { kernels, kernelsNote, useBlas, useReference, useSimd } from './kernelSets';
export type { NdArray, TypedArray } from './ndArray';
export type { Transposes } from './products';
export type { Convolution } from './reference/convolution';
export type { Running } from './reference/cumsum';
export type { Pooling } from './reference/maxPool';
export type { FourSizes, Pair, Windows } from './reference/windows';
export type { SimdOptions } from './simd';

// For speed: see the end of core/src/index.ts.
Object.create(itself);
