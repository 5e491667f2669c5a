import { kernels, type NdArray, useReference } from '@pullback/kernels';
import { broadcastElementAt, elementAt, indicesOf, unwritten, wholeNumbers } from './support';

const SIZES = [0, 1, 2, 3, 4, 5, 7, 9];

const read = (x: NdArray, isTransposed: boolean, row: number, column: number): number =>
  elementAt(x, isTransposed ? [column, row] : [row, column]);

describe.each([
  { transposeA: false, transposeB: false },
  { transposeA: true, transposeB: false },
  { transposeA: false, transposeB: true },
  { transposeA: true, transposeB: true },
])('%j', (transposes) => {
  const { transposeA, transposeB } = transposes;

  it.each(SIZES)('%p rows times every other size is what three plain loops give', (m) => {
    for (const k of SIZES) {
      for (const n of SIZES) {
        const a = transposeA ? wholeNumbers(k, m) : wholeNumbers(m, k);
        const b = transposeB ? wholeNumbers(n, k) : wholeNumbers(k, n);
        const output = unwritten(m, n);
        kernels.matmul(a, b, output, transposes);
        const expected = indicesOf([m, n]).map(([i, j]) => {
          let total = 0;
          for (let p = 0; p < k; p++) total += read(a, transposeA, i!, p) * read(b, transposeB, p, j!);
          return total;
        });
        expect([...output.data]).toEqual(expected);
      }
    }
  });

  it.each([
    { left: [2, 3], right: [2, 3], stack: [2, 3] },
    { left: [], right: [2], stack: [2] },
    { left: [3], right: [], stack: [3] },
    { left: [4, 1], right: [3], stack: [4, 3] },
    { left: [1, 2], right: [3, 1], stack: [3, 2] },
    { left: [2, 0], right: [2, 1], stack: [2, 0] },
  ])('stacks $left and $right are read in place, each along the axes that it has', ({ left, right, stack }) => {
    const a = wholeNumbers(...left, ...(transposeA ? [5, 2] : [2, 5]));
    const b = wholeNumbers(...right, ...(transposeB ? [6, 5] : [5, 6]));
    const output = unwritten(...stack, 2, 6);
    kernels.matmul(a, b, output, transposes);
    const expected = indicesOf([...stack, 2, 6]).map((index) => {
      const [i, j] = index.slice(-2) as [number, number];
      const at = index.slice(0, -2);
      let total = 0;
      for (let p = 0; p < 5; p++) {
        const x = broadcastElementAt(a, [...at, ...(transposeA ? [p, i] : [i, p])]);
        total += x * broadcastElementAt(b, [...at, ...(transposeB ? [j, p] : [p, j])]);
      }
      return total;
    });
    expect([...output.data]).toEqual(expected);
  });
});

it('the reference rounds sums of float32 products once, at the end', () => {
  useReference();
  const terms = 1000;
  const a = { shape: [1, terms], data: new Float32Array(terms).fill(0.1) };
  const b = { shape: [terms, 5], data: new Float32Array(terms * 5).fill(0.3) };
  const output = { shape: [1, 5], data: new Float32Array(5) };
  kernels.matmul(a, b, output, { transposeA: false, transposeB: false });
  const exact = Math.fround(terms * Math.fround(0.1) * Math.fround(0.3));
  expect([...output.data]).toEqual(new Array(5).fill(exact));
});
