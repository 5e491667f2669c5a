import { type Convolution, kernels, type NdArray } from '@pullback/kernels';
import { blank, bothSets, floats, largestError, random, SIMD_SETS, testWith } from './simdSupport';

interface Sizes {
  readonly images: number;
  /** Channels of a group, in and out. */
  readonly channels: readonly [number, number];
  readonly image: readonly [number, number];
  readonly kernel: readonly [number, number];
}

const PLAIN: Convolution = {
  stride: [1, 1],
  padding: [
    [0, 0],
    [0, 0],
  ],
  dilation: [1, 1],
  groups: 1,
};

const CASES: readonly (Sizes & Partial<Convolution>)[] = [
  { images: 1, channels: [1, 1], image: [40, 40], kernel: [1, 1] },
  { images: 2, channels: [3, 5], image: [9, 11], kernel: [3, 2] },
  { images: 3, channels: [2, 4], image: [12, 7], kernel: [3, 3], groups: 3 },
  { images: 2, channels: [3, 4], image: [17, 19], kernel: [5, 3], stride: [2, 3] },
  { images: 1, channels: [4, 9], image: [10, 8], kernel: [3, 3], dilation: [2, 3], groups: 2 },
  {
    images: 2,
    channels: [5, 3],
    image: [8, 9],
    kernel: [3, 4],
    padding: [
      [1, 2],
      [3, 0],
    ],
  },
  {
    images: 2,
    channels: [3, 7],
    image: [2, 3],
    kernel: [4, 5],
    stride: [3, 2],
    dilation: [2, 1],
    padding: [
      [5, 6],
      [9, 9],
    ],
  },
  {
    // The last taps lie just beyond the image.
    images: 1,
    channels: [2, 3],
    image: [2, 3],
    kernel: [4, 5],
    stride: [3, 2],
    padding: [
      [1, 6],
      [1, 9],
    ],
  },
];

/** The arguments of the three kernels: images, weights, outputs and attrs. */
function argumentsOf(dtype: 'float32' | 'float64', sizes: Sizes & Partial<Convolution>, next: () => number) {
  const { images, channels, image, kernel, ...others } = sizes;
  const attrs: Convolution = { ...PLAIN, ...others };
  const out = image.map((size, axis) => {
    const [before, after] = attrs.padding[axis]!;
    const reach = (kernel[axis]! - 1) * attrs.dilation[axis]! + 1;
    return Math.floor((size + before + after - reach) / attrs.stride[axis]!) + 1;
  });
  const outChannels = channels[1] * attrs.groups;
  return {
    x: floats(dtype, [images, channels[0] * attrs.groups, ...image], next),
    weight: floats(dtype, [outChannels, channels[0], ...kernel], next),
    y: floats(dtype, [images, outChannels, ...out], next),
    attrs,
  };
}

type Kernel = 'conv2d' | 'conv2dTransposed' | 'conv2dWeight';

/** The largest difference to the reference, in `u Σ|a||b|`. */
function errorOf(dtype: 'float32' | 'float64', kernel: Kernel, a: NdArray, b: NdArray, like: NdArray, by: Convolution) {
  const { simd, reference } = bothSets(dtype, like.shape, (output) => kernels[kernel](a, b, output, by));
  const scale = blank('float64', like.shape);
  const magnitudes = ({ shape, data }: NdArray): NdArray => ({ shape, data: data.map(Math.abs) as Float32Array });
  kernels[kernel](magnitudes(a), magnitudes(b), scale, by);
  return largestError(dtype, simd, reference, scale);
}

describe.each(SIMD_SETS)('%s SIMD', (set) => {
  testWith(set);

  describe.each(['float32', 'float64'] as const)('%s', (dtype) => {
    it.each(CASES)('%j agrees with the reference, and so do its transposes', (sizes) => {
      const { x, weight, y, attrs } = argumentsOf(dtype, sizes, random);
      // No sum here has more than 256 terms in a block, or more than 30 that are added to it.
      const bound = 2 * (256 + 30) + 1;
      expect(errorOf(dtype, 'conv2d', x, weight, y, attrs)).toBeLessThanOrEqual(bound);
      expect(errorOf(dtype, 'conv2dTransposed', y, weight, x, attrs)).toBeLessThanOrEqual(bound);
      expect(errorOf(dtype, 'conv2dWeight', x, y, weight, attrs)).toBeLessThanOrEqual(bound);
    });

    it('an infinite weight does not meet the padding', () => {
      const { x, weight, y, attrs } = argumentsOf(dtype, CASES[5]!, () => 1);
      weight.data[0] = Number.POSITIVE_INFINITY;
      const { simd, reference } = bothSets(dtype, y.shape, (output) => kernels.conv2d(x, weight, output, attrs));
      expect([...simd.data]).toEqual([...reference.data]);
      expect(simd.data.some(Number.isNaN)).toBe(false);
    });

    it('an infinite cotangent does not meet the padding', () => {
      const { x, y, weight, attrs } = argumentsOf(dtype, CASES[5]!, () => 1);
      y.data[y.data.length - 1] = Number.NEGATIVE_INFINITY;
      for (const [kernel, a, b, like] of [
        ['conv2dWeight', x, y, weight],
        ['conv2dTransposed', y, weight, x],
      ] as const) {
        const { simd, reference } = bothSets(dtype, like.shape, (output) => kernels[kernel](a, b, output, attrs));
        expect([...simd.data]).toEqual([...reference.data]);
        expect(simd.data.some(Number.isNaN)).toBe(false);
      }
    });

    it('NaN and infinities in an image reach the windows that see them', () => {
      const { x, weight, y, attrs } = argumentsOf(dtype, CASES[1]!, () => 1);
      x.data[0] = Number.NaN;
      x.data[60] = Number.POSITIVE_INFINITY;
      const { simd, reference } = bothSets(dtype, y.shape, (output) => kernels.conv2d(x, weight, output, attrs));
      expect([...simd.data]).toEqual([...reference.data]);
    });
  });
});
