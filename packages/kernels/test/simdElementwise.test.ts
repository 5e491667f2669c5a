import { kernels, type NdArray, useReference } from '@pullback/kernels';
import { bothSets, floats, LANE_SIZES, random, SIMD_SETS, testWith, useTestedSimd } from './simdSupport';

const FUNCTIONS = ['erf', 'exp', 'gelu', 'geluTanh', 'log', 'sigmoid', 'silu', 'tanh'] as const;

/** How far a float32 is from the exact number, in distances of neighbouring float32 there. */
function ulps(value: number, exact: number): number {
  if (Object.is(value, Math.fround(exact)) || value === exact) return 0;
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(exact))), -126);
  return Math.abs(value - exact) / 2 ** (exponent - 23);
}

/** Float32 numbers of all signs and sizes: every so many-th pattern of bits, NaNs and infinities among them. */
function overTheWholeRange(): NdArray {
  const bits = new Uint32Array(2 ** 17).map((_, i) => i * 32749);
  return { shape: [bits.length], data: new Float32Array(bits.buffer) };
}

/** In float64: the exact value, for all that float32 can tell. */
function exactly(name: (typeof FUNCTIONS)[number], x: NdArray): NdArray {
  const output = { shape: x.shape, data: new Float64Array(x.data.length) };
  useReference();
  kernels[name](x, output);
  return output;
}

describe.each(SIMD_SETS)('%s SIMD', (set) => {
  testWith(set);

  describe.each(FUNCTIONS)('%s in float32', (name) => {
    it.each([
      { range: 'all of float32', x: overTheWholeRange() },
      { range: 'from -20 to 20', x: floats('float32', [50_000], () => 20 * random()) },
      { range: 'from -0.01 to 0.01', x: floats('float32', [5_000], () => 0.01 * random()) },
      { range: 'around 1', x: floats('float32', [5_000], () => 1 + 1e-4 * random()) },
    ])('is within 0.51 ulp of the exact value: $range', ({ x }) => {
      const output = { shape: x.shape, data: new Float32Array(x.data.length) };
      useTestedSimd();
      kernels[name](x, output);
      const exact = exactly(name, x);
      let worst = 0;
      output.data.forEach((value, i) => {
        if (!Number.isNaN(exact.data[i]!)) worst = Math.max(worst, ulps(value, exact.data[i]!));
      });
      expect(worst).toBeLessThanOrEqual(0.51);
      expect(Array.from(output.data, Number.isNaN)).toEqual(Array.from(exact.data, Number.isNaN));
    });

    it('gives what the reference gives at 0, -0, the infinities and NaN', () => {
      const special = [0, -0, Infinity, -Infinity, Number.NaN];
      const data = Float32Array.from({ length: 88 }, (_, i) => special[i % special.length]!);
      const { simd, reference } = bothSets('float32', [88], (output) => kernels[name]({ shape: [88], data }, output));
      expect([...simd.data]).toEqual([...Float32Array.from(reference.data)]);
    });

    it('reads and writes every element, and none beyond', () => {
      for (const size of [...LANE_SIZES, ...LANE_SIZES.map((size) => 48 + size)]) {
        const buffer = new Float32Array(size + 2).fill(7);
        const output = { shape: [size], data: buffer.subarray(1, size + 1) };
        const x = floats('float32', [size], () => 1 + Math.abs(random()));
        useTestedSimd();
        kernels[name](x, output);
        const expected = Float32Array.from(exactly(name, x).data);
        expect(Math.max(0, ...output.data.map((value, i) => ulps(value, expected[i]!)))).toBeLessThanOrEqual(1);
        expect([buffer[0], buffer[size + 1]]).toEqual([7, 7]);
      }
    });

    it('in float64 is the reference, to the bit', () => {
      const x = floats('float64', [65], () => 2 + random());
      const { simd, reference } = bothSets('float64', [65], (output) => kernels[name](x, output));
      expect(simd).toEqual(reference);
    });
  });
});
