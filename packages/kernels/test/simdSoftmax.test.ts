import { kernels, type NdArray } from '@pullback/kernels';
import { bothSets, floats, LANE_SIZES, largestError, random, SIMD_SETS, testWith } from './simdSupport';

const SIZES = LANE_SIZES.filter((size) => size > 0);

const magnitudes = (x: NdArray): NdArray => ({ shape: x.shape, data: x.data.map(Math.abs) as Float32Array });

/** Half a unit in the last place for rounding, and a little for the exponentials: `1.01 u` of the result. */
const BOUND = 1.01;

describe.each(SIMD_SETS)('%s SIMD', (set) => {
  testWith(set);

  describe.each(['softmax', 'logSoftmax'] as const)('%s', (name) => {
    const errorOver = (x: NdArray, axes: readonly number[]): number => {
      const { simd, reference } = bothSets('float32', x.shape, (output) => kernels[name](x, output, axes));
      // What lies below the least normal number has fewer digits, and differences near 0 are of larger numbers.
      const least = name === 'softmax' ? 2 ** -126 : 0.01;
      const size = magnitudes(reference).data.map((value) => Math.max(value, least)) as Float32Array;
      return largestError('float32', simd, reference, { shape: x.shape, data: size });
    };

    it.each(SIZES)('over rows of %p is the reference, rounded', (count) => {
      for (const scale of [1, 50]) {
        const x = floats('float32', [17, count], () => scale * random());
        expect(errorOver(x, [1])).toBeLessThanOrEqual(BOUND);
      }
    });

    it.each([[[0, 1, 2]], [[1, 2]], [[2]], [[0]], [[1]], [[0, 2]], [[]]])(
      'over axes %j is the reference, rounded',
      (axes) => {
        expect(errorOver(floats('float32', [4, 5, 6], random), axes)).toBeLessThanOrEqual(BOUND);
      },
    );
  });

  it.each(SIZES)('logSumExp over rows of %p is the reference, rounded', (count) => {
    for (const scale of [1, 50]) {
      const x = floats('float32', [41, count], () => scale * (1.5 + random()));
      const { simd, reference } = bothSets('float32', [41], (output) => kernels.logSumExp(x, output, [1]));
      expect(largestError('float32', simd, reference, magnitudes(reference))).toBeLessThanOrEqual(BOUND);
    }
  });

  it.each(['softmax', 'logSoftmax', 'logSumExp'] as const)(
    '%s of infinities and NaN is what the reference gives',
    (name) => {
      const rows = [
        [1, 2, -Infinity, 3, 4],
        [-Infinity, -Infinity, -Infinity, -Infinity, -Infinity],
        [1, Infinity, 2, 3, 4],
        [1, 2, 3, 4, Number.NaN],
        [Number.NaN, 1, Infinity, 2, -Infinity],
        [Infinity, Infinity, -Infinity, 0, -0],
        [-1000, 1000, 0, 0, 0],
      ];
      const x = { shape: [7, 5], data: Float32Array.from(rows.flat()) };
      const { simd, reference } = bothSets('float32', name === 'logSumExp' ? [7] : [7, 5], (output) =>
        kernels[name](x, output, [1]),
      );
      expect(Array.from(simd.data, (v) => v.toPrecision(6))).toEqual(
        Array.from(reference.data, (v) => v.toPrecision(6)),
      );
    },
  );
});
