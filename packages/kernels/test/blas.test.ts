import { kernels, type NdArray, useBlas, useReference } from '@pullback/kernels';

afterEach(useReference);

/** Whether this machine has a BLAS; CI does. */
const isThere = (() => {
  try {
    useBlas();
    return true;
  } catch {
    return false;
  } finally {
    useReference();
  }
})();
const whereThere = isThere ? describe : describe.skip;

const FLAGS = [false, true].flatMap((transposeA) => [false, true].map((transposeB) => ({ transposeA, transposeB })));
const SIZES = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 19, 63, 64, 65];

whereThere('on a machine that has a BLAS', () => {
  it('it is in use once asked for, until another set is', () => {
    useBlas({ threads: 1 });
    expect(kernels.name).toMatch(/^blas \(.+\)$/);
    useReference();
    expect(kernels.name).toBe('reference');
  });

  it('has as many threads as at first, unless told otherwise', () => {
    useBlas();
    const library = require('koffi').load(/^blas \((.+)\)$/.exec(kernels.name)![1]!);
    const threads = library.func('int openblas_get_num_threads()') as () => number;
    const atFirst = threads();
    useBlas({ threads: 1 });
    expect(threads()).toBe(1);
    useBlas();
    expect(threads()).toBe(atFirst);
  });

  describe.each([Float32Array, Float64Array])('its products of %p', (Data) => {
    const epsilon = Data === Float32Array ? 2 ** -24 : 2 ** -53;

    it.each(FLAGS)('agree with the reference within k ε Σ |a| |b|, at every tail size, with %o', (flags) => {
      for (const rows of SIZES) {
        for (const inner of [0, 1, 3, 17, 64]) {
          for (const columns of [1, 5, 8, 19]) {
            const a = matrix(Data, ...(flags.transposeA ? ([inner, rows] as const) : ([rows, inner] as const)));
            const b = matrix(Data, ...(flags.transposeB ? ([columns, inner] as const) : ([inner, columns] as const)));
            const found = multiplied(a, b, [rows, columns], flags, true);
            const expected = multiplied(a, b, [rows, columns], flags, false);
            const bound = multiplied(magnitudes(a), magnitudes(b), [rows, columns], flags, false);
            found.forEach((value, i) => {
              const error = Math.abs(value - expected[i]!);
              if (!(error <= (inner + 2) * epsilon * bound[i]!)) expect(value).toBe(expected[i]);
            });
          }
        }
      }
    });

    it('read stacks that broadcast, and arrays that begin inside a buffer', () => {
      const buffer = new Data(2 + 2 * 4 * 5).map((_, i) => i % 7);
      const a: NdArray = { shape: [2, 1, 4, 5], data: buffer.subarray(2) };
      const b: NdArray = { shape: [5, 6], data: new Data(30).map((_, i) => (i % 4) - 1) };
      const c: NdArray = { shape: [3, 5, 6], data: new Data(90).map((_, i) => (i % 5) - 2) };
      for (const right of [b, c]) {
        const shape = right === b ? [2, 1, 4, 6] : [2, 3, 4, 6];
        expect(multiplied(a, right, shape, FLAGS[0]!, true)).toEqual(multiplied(a, right, shape, FLAGS[0]!, false));
      }
    });

    it('are 0 where nothing is summed, whatever the output held', () => {
      useBlas();
      const output: NdArray = { shape: [9, 9], data: new Data(81).fill(Number.NaN) };
      kernels.matmul(matrix(Data, 9, 0), matrix(Data, 0, 9), output, FLAGS[0]!);
      expect(output.data.every((value) => value === 0)).toBe(true);
    });

    it.each([1, 127, 128, 129, 1000])('scaled sums of %p elements are the reference but for one rounding', (size) => {
      const [a, b] = [matrix(Data, 1, size), matrix(Data, size, 1)];
      const sum = (use: () => void, scale: number): number[] => {
        const output: NdArray = { shape: a.shape, data: a.data.slice() };
        use();
        kernels.addScaled(output, { ...b, shape: a.shape }, output, scale);
        return Array.from(output.data);
      };
      const expected = sum(useReference, -0.3);
      sum(useBlas, -0.3).forEach((value, i) => {
        const bound = 2 * epsilon * (Math.abs(a.data[i]!) + 0.3 * Math.abs(b.data[i]!));
        expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(bound);
      });
    });

    it('scaled sums keep their operands, and 0 times infinity is NaN', () => {
      const [a, b] = [matrix(Data, 20, 20), matrix(Data, 20, 20)];
      const output: NdArray = { shape: a.shape, data: new Data(400).fill(Number.NaN) };
      useBlas();
      kernels.addScaled(a, b, output, 2);
      expect(a).toEqual(matrix(Data, 20, 20));
      expect(output.data[7]).toBeCloseTo(3 * a.data[7]!, 5);
      b.data.fill(Number.POSITIVE_INFINITY);
      kernels.addScaled(a, b, output, 0);
      expect(output.data.every(Number.isNaN)).toBe(true);
    });
  });
});

describe('is refused', () => {
  it('where the library is not there, with what to do; what was in use stays', () => {
    expect(() => useBlas({ path: '/nowhere/libblas.so' })).toThrow(
      /^useBlas: a BLAS library is required, found none: \/nowhere\/libblas\.so \(.*\)\. .*, or give its path: useBlas\(\{ path \}\)\.$/s,
    );
    expect(kernels.name).toBe('reference');
  });

  whereThere('on a machine that has one', () => {
    it('for a number of threads that is none', () => {
      expect(() => useBlas({ threads: 0.5 })).toThrow('useBlas: the number of threads is a whole number ≥ 1, got 0.5.');
    });
  });
});

function multiplied(a: NdArray, b: NdArray, shape: readonly number[], flags: (typeof FLAGS)[number], byBlas: boolean) {
  if (byBlas) useBlas();
  else useReference();
  const size = shape.reduce((product, one) => product * one, 1);
  const data = a.data instanceof Float32Array ? new Float32Array(size) : new Float64Array(size);
  kernels.matmul(a, b, { shape, data }, flags);
  return Array.from(data);
}

function matrix(Data: Float32ArrayConstructor | Float64ArrayConstructor, rows: number, columns: number): NdArray {
  const data = new Data(rows * columns).map((_, i) => Math.sin(i * 1.7 + rows) + 0.1);
  return { shape: [rows, columns], data };
}

function magnitudes({ shape, data }: NdArray): NdArray {
  return { shape, data: Float64Array.from(data, Math.abs) };
}
