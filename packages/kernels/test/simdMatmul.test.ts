import { kernels, type NdArray, type Transposes } from '@pullback/kernels';
import {
  blank,
  bothSets,
  type Floats,
  floats,
  LANE_SIZES,
  largestError,
  random,
  SIMD_SETS,
  testWith,
  useTestedSimd,
} from './simdSupport';

const TRANSPOSES: readonly Transposes[] = [
  { transposeA: false, transposeB: false },
  { transposeA: true, transposeB: false },
  { transposeA: false, transposeB: true },
  { transposeA: true, transposeB: true },
];

const magnitudes = (x: NdArray): NdArray => ({ shape: x.shape, data: x.data.map(Math.abs) as Float32Array });

/** The largest difference to the reference, in `u Σ|a||b|`; both sum differently, float64 too. */
function errorOf(dtype: Floats, a: NdArray, b: NdArray, shape: readonly number[], transposes: Transposes): number {
  const { simd, reference } = bothSets(dtype, shape, (output) => kernels.matmul(a, b, output, transposes));
  const scale = blank('float64', shape);
  kernels.matmul(magnitudes(a), magnitudes(b), scale, transposes);
  return largestError(dtype, simd, reference, scale);
}

/** (block of 256 + number of blocks) for the products, twice where the reference rounds alike, and one to store. */
const bound = (inner: number): number => 2 * (Math.min(inner, 256) + Math.ceil(inner / 256)) + 1;

describe.each(SIMD_SETS)('%s SIMD', (set) => {
  testWith(set);

  describe.each(['float32', 'float64'] as const)('%s', (dtype) => {
    const check = (rows: number, inner: number, columns: number): void => {
      for (const transposes of TRANSPOSES) {
        const a = floats(dtype, transposes.transposeA ? [inner, rows] : [rows, inner], random);
        const b = floats(dtype, transposes.transposeB ? [columns, inner] : [inner, columns], random);
        expect(errorOf(dtype, a, b, [rows, columns], transposes)).toBeLessThanOrEqual(bound(inner));
      }
    };

    it.each(LANE_SIZES)('%p rows, and as many columns, agree with the reference', (size) => {
      // The other sizes are large enough that the product is not left to the reference.
      for (const other of [1, 3, 17, 65]) {
        const inner = Math.ceil(256 / Math.max(1, size * other));
        check(size, inner, other);
        check(other, inner, size);
      }
    });

    it.each(LANE_SIZES)('sums of %p products agree with the reference', (inner) => {
      check(64, inner, 61);
    });

    it.each([
      [129, 257, 13],
      [5, 513, 131],
      [1, 300, 521],
      [2, 1030, 37],
      [2, 6, 4001],
      [1, 2501, 9],
      [1, 3, 17_000],
      [1, 17_000, 3],
      [260, 40, 530],
      [300, 1, 33],
    ])('%p × %p × %p, more than one block, agrees with the reference', (rows, inner, columns) => {
      check(rows, inner, columns);
    });

    it.each([
      { left: [2, 3], right: [2, 3], stack: [2, 3] },
      { left: [], right: [5], stack: [5] },
      { left: [5], right: [], stack: [5] },
      { left: [4, 1], right: [3], stack: [4, 3] },
      { left: [1, 2], right: [3, 1], stack: [3, 2] },
      { left: [1], right: [1], stack: [1] },
    ])('stacks $left and $right agree with the reference', ({ left, right, stack }) => {
      for (const transposes of TRANSPOSES) {
        const a = floats(dtype, [...left, ...(transposes.transposeA ? [33, 9] : [9, 33])], random);
        const b = floats(dtype, [...right, ...(transposes.transposeB ? [11, 33] : [33, 11])], random);
        expect(errorOf(dtype, a, b, [...stack, 9, 11], transposes)).toBeLessThanOrEqual(bound(33));
      }
    });

    it.each(TRANSPOSES)('NaN and infinities stay in their rows and columns (%j)', (transposes) => {
      const a = floats(dtype, [21, 21], random);
      const b = floats(dtype, [21, 21], random);
      // Whichever way it is read, an element on the diagonal is in row and column 2 of a, 20 of b.
      a.data[2 * 21 + 2] = Number.POSITIVE_INFINITY;
      b.data[20 * 21 + 20] = Number.NaN;
      const { simd, reference } = bothSets(dtype, [21, 21], (output) => kernels.matmul(a, b, output, transposes));
      const kinds = (x: NdArray) => [...x.data].map((value) => (Number.isFinite(value) ? 0 : value));
      expect(kinds(simd)).toEqual(kinds(reference));
    });

    it('is the same to the bit, twice', () => {
      useTestedSimd();
      const a = floats(dtype, [37, 300], random);
      const b = floats(dtype, [300, 29], random);
      const [first, second] = [blank(dtype, [37, 29]), blank(dtype, [37, 29])];
      for (const output of [first, second]) kernels.matmul(a, b, output, TRANSPOSES[0]!);
      expect(second).toEqual(first);
    });
  });

  it('int32 products stay exact', () => {
    useTestedSimd();
    const ones = { shape: [50, 50], data: new Int32Array(2500).fill(3) };
    const output = { shape: [50, 50], data: new Int32Array(2500) };
    kernels.matmul(ones, ones, output, TRANSPOSES[0]!);
    expect(output.data.every((value) => value === 450)).toBe(true);
  });
});
