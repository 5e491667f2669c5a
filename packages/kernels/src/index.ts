// Arrays in, arrays out. A kernel writes every element of the output it is given, trusts its input, and knows no tensor.

export type { Kernels } from './kernelSet';
export { kernels, kernelsNote, useReference, useSimd } from './kernelSets';
export type { NdArray, TypedArray } from './ndArray';
export type { Convolution } from './reference/convolution';
export type { Running } from './reference/cumsum';
export type { Transposes } from './reference/matmul';
export type { Pooling } from './reference/maxPool';
export type { FourSizes, Pair, Windows } from './reference/windows';
