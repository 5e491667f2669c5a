import { kernels, type NdArray, type Pooling, useReference } from '@pullback/kernels';
import { blank, expectSame, type Floats, floats, random, SIMD_SETS, testWith, useTestedSimd } from './simdSupport';

const PLAIN: Pooling = {
  size: [2, 2],
  stride: [2, 2],
  padding: [
    [0, 0],
    [0, 0],
  ],
  dilation: [1, 1],
};

interface Case extends Partial<Pooling> {
  readonly image: readonly [number, number];
}

/** Without overlap and with it, with parts of the image that no window sees, with windows that see padding alone. */
const CASES: readonly Case[] = [
  { image: [8, 10] },
  { image: [7, 9], size: [3, 2], stride: [1, 2] },
  { image: [9, 8], size: [3, 3], stride: [2, 1], dilation: [2, 3] },
  { image: [11, 6], stride: [5, 3] },
  {
    image: [6, 7],
    size: [3, 4],
    stride: [1, 1],
    padding: [
      [1, 2],
      [3, 0],
    ],
  },
  {
    image: [4, 5],
    size: [2, 2],
    stride: [1, 2],
    padding: [
      [4, 0],
      [0, 5],
    ],
  },
  { image: [130, 90], size: [3, 3], stride: [2, 2] },
];

/** Few values, so that many are the largest; some are none. */
const tied = (): number => [-2, -1, -0, 0, 1, 1, 2, Number.NaN, Infinity, -Infinity][Math.floor((random() + 1) * 5)]!;

describe.each(SIMD_SETS)('%s SIMD', (set) => {
  testWith(set);

  describe.each(['float32', 'float64'] as const)('%s', (dtype) => {
    it.each(CASES)('pools as the reference does, to the bit: %j', ({ image, ...given }) => {
      const attrs: Pooling = { ...PLAIN, ...given };
      const shape = [2, 3, ...image];
      const outShape = [2, 3, ...[0, 1].map((axis) => outputs(image[axis]!, attrs, axis as 0 | 1))];
      for (const next of [random, tied]) {
        const x = floats(dtype, shape, next);
        const maxima = both(dtype, outShape, (output) => kernels.maxPool2d(x, output, attrs));
        const values = floats(dtype, shape, random);
        both(dtype, outShape, (output) => kernels.sumAtMaxima2d(x, maxima, values, output, attrs));
        const cotangents = floats(dtype, outShape, random);
        both(dtype, shape, (output) => kernels.spreadToMaxima2d(x, maxima, cotangents, output, attrs));
      }
    });
  });
});

function outputs(size: number, { size: window, stride, padding, dilation }: Pooling, axis: 0 | 1): number {
  const [before, after] = padding[axis];
  return Math.floor((size + before + after - (window[axis] - 1) * dilation[axis] - 1) / stride[axis]) + 1;
}

/** What both sets give, which is to be the same. */
function both(dtype: Floats, shape: readonly number[], run: (output: NdArray) => void): NdArray {
  const [simd, reference] = [blank(dtype, shape), blank(dtype, shape)];
  useTestedSimd();
  run(simd);
  useReference();
  run(reference);
  expectSame(simd, reference);
  return reference;
}
