import { kernels, type NdArray, useReference } from '@pullback/kernels';
import {
  blank,
  bothSets,
  expectSame,
  floats,
  LANE_SIZES,
  random,
  SIMD_SETS,
  testWith,
  useTestedSimd,
} from './simdSupport';

const PAIRS = ['add', 'chain', 'div', 'gate', 'mul', 'sub'] as const;
const SINGLES = ['neg', 'relu', 'sqrt', 'square'] as const;
const SPECIAL = [0, -0, Infinity, -Infinity, Number.NaN, 1, -1, 2 ** -149, -3e38, 1 / 3];

/** Both sets' answers in the dtype itself, where they are to be the same to the bit. */
function answers(dtype: 'float32' | 'float64', shape: readonly number[], run: (output: NdArray) => void) {
  const [simd, reference] = [blank(dtype, shape), blank(dtype, shape)];
  useTestedSimd();
  run(simd);
  useReference();
  run(reference);
  return { simd, reference };
}

describe.each(SIMD_SETS)('%s SIMD', (set) => {
  testWith(set);

  describe.each(['float32', 'float64'] as const)('%s', (dtype) => {
    const special = (shape: readonly number[], by: number): NdArray => {
      let i = 0;
      return floats(dtype, shape, () => SPECIAL[Math.floor(i++ / by) % SPECIAL.length]!);
    };

    it.each([...LANE_SIZES, 127, 128, 129, 8193])('addScaled of %p elements is the reference to the bit', (size) => {
      const [a, b] = [floats(dtype, [size], random), special([size], 1)];
      const { simd, reference } = answers(dtype, [size], (output) => kernels.addScaled(a, b, output, -0.1));
      expectSame(simd, reference);
      const inPlace = answers(dtype, [size], (output) => {
        output.data.set(a.data);
        kernels.addScaled(output, b, output, -0.1);
      });
      expectSame(inPlace.simd, simd);
      expectSame(inPlace.reference, reference);
    });

    describe.each(PAIRS)('%s', (name) => {
      const check = (a: NdArray, b: NdArray, shape: readonly number[]): void => {
        const { simd, reference } = answers(dtype, shape, (output) => kernels[name](a, b, output));
        expectSame(simd, reference);
      };

      it('is the reference to the bit, whatever meets whatever', () => {
        check(special([200], 1), special([200], 10), [200]);
      });

      it.each(LANE_SIZES)('is the reference to the bit, for rows of %p', (size) => {
        const whole = floats(dtype, [150, size], random);
        for (const shape of [[150, size], [size], [1, size], [150, 1], [1], []]) {
          check(whole, floats(dtype, shape, random), [150, size]);
          check(floats(dtype, shape, random), whole, [150, size]);
        }
      });

      it('is the reference to the bit, however the operands are stretched', () => {
        const whole = floats(dtype, [3, 4, 5, 6], random);
        for (const shape of [
          [6],
          [5, 6],
          [5, 1],
          [4, 1, 1],
          [4, 1, 6],
          [3, 1, 1, 1],
          [3, 4, 1, 1],
          [3, 1, 5, 1],
          [1, 4, 5, 1],
        ]) {
          check(whole, floats(dtype, shape, random), [3, 4, 5, 6]);
          check(floats(dtype, shape, random), whole, [3, 4, 5, 6]);
        }
        check(floats(dtype, [20, 1], random), floats(dtype, [30], random), [20, 30]);
      });

      it('is the reference to the bit, where a row is longer than a piece', () => {
        const whole = floats(dtype, [2, 8200], random);
        for (const shape of [[2, 8200], [8200], [2, 1], []]) check(whole, floats(dtype, shape, random), [2, 8200]);
      });

      it('takes one array twice', () => {
        const x = floats(dtype, [190], random);
        check(x, x, [190]);
      });
    });

    describe.each(SINGLES)('%s', (name) => {
      it('is the reference to the bit', () => {
        for (const size of [...LANE_SIZES, ...LANE_SIZES.map((size) => 128 + size)]) {
          for (const x of [floats(dtype, [size], random), special([size], 1)]) {
            const { simd, reference } = answers(dtype, [size], (output) => kernels[name](x, output));
            expectSame(simd, reference);
          }
        }
      });
    });
  });

  describe.each(['sum', 'mean'] as const)('%s of float32', (name) => {
    it.each(LANE_SIZES)('over rows or columns of %p is the reference, rounded', (size) => {
      const x = floats('float32', [130, size], random);
      for (const axes of [[0], [1], [0, 1]]) {
        const shape = axes.length === 2 ? [] : [axes[0] === 0 ? size : 130];
        const { simd, reference } = bothSets('float32', shape, (output) => kernels[name](x, output, axes));
        // Sums in float64 differ by less than 1e-13, which may still be the other side of a tie.
        const difference = simd.data.map((value, i) => Math.abs(value - reference.data[i]!) - 1e-13);
        simd.data.forEach((value, i) => {
          expect(difference[i]! > Math.abs(value) * 2 ** -24).toBe(false);
        });
      }
    });

    it('over several axes is the reference, rounded, and NaN and infinities stay in their sums', () => {
      const x = floats('float32', [3, 7, 5, 11], random);
      x.data[200] = Number.NaN;
      x.data[700] = Infinity;
      for (const axes of [[0, 1], [2, 3], [1, 2, 3], [0, 1, 2], [1, 2], [0, 3], []]) {
        const shape = x.shape.filter((_, axis) => !axes.includes(axis));
        const { simd, reference } = bothSets('float32', shape, (output) => kernels[name](x, output, axes));
        const text = ({ data }: NdArray) => Array.from(data, (value) => value.toPrecision(5));
        expect(text(simd)).toEqual(text({ shape, data: Float32Array.from(reference.data) }));
      }
    });
  });
});
