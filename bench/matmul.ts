// How fast products are on one core, plain and in WebAssembly, and from what size on WebAssembly is the faster.
// `npm run bench:matmul`, with `-- --plain` for SIMD that is not relaxed, with `-- --blas` for BLAS.

import { type Kernels, kernels, type NdArray, useBlas, useReference, useSimd } from '@pullback/kernels';
import { interleaved, type Timing } from './interleaved';

/** Rows, products in a sum, columns, and which operands are read transposed. */
type Product = readonly [rows: number, inner: number, columns: number, transposed?: string];

const LARGE: readonly Product[] = [
  [256, 256, 256],
  [256, 256, 256, 'a'],
  [256, 256, 256, 'b'],
  [64, 1000, 100],
  [1000, 64, 100, 'a'],
  [64, 100, 8],
  [256, 2048, 2048],
  [256, 2048, 2048, 'b'],
  [2048, 256, 2048, 'a'],
  [1, 1000, 100],
  [1, 1000, 1000],
  [1, 1000, 1000, 'b'],
  [3, 1000, 1000],
  [4, 1000, 1000],
  [1000, 1, 1000, 'a'],
];

const SMALL: readonly Product[] = [64, 128, 256, 512, 1024, 2048, 4096, 8192].flatMap((products): Product[] => {
  const side = Math.round(Math.cbrt(products));
  return [
    [side, side, side],
    [4, 16, products / 64],
    [32, Math.ceil(products / 256), 8, 'a'],
    [8, Math.ceil(products / 128), 16, 'b'],
    [1, products / 16, 16],
  ];
});

useReference();
const plain = kernels.matmul;
if (process.argv.includes('--blas')) useBlas({ threads: 1 });
else useSimd({ relaxed: !process.argv.includes('--plain') });
const simd = kernels.matmul;
console.log(`float32 and float64 products on one core, ${kernels.name}, Node ${process.version}: median (middle half)`);
console.log('plain loops and products above 10⁹ are left out\n');
for (const create of [Float32Array, Float64Array]) {
  for (const product of LARGE) report(product, create);
}
console.log('\nSmall products, float32: the time of plain loops and of the set');
for (const product of SMALL) report(product, Float32Array);

function report(product: Product, create: typeof Float32Array | typeof Float64Array): void {
  const [rows, inner, columns, transposed] = product;
  const count = rows * inner * columns;
  const isLong = count > 1e8;
  const [fast, slow] = interleaved([way(simd, product, create), ...(isLong ? [] : [way(plain, product, create)])]);
  const name = `${rows} × ${inner} × ${columns}${transposed ? ` (${transposed} transposed)` : ''}`;
  const rate = (microseconds: number): string => ((2 * count) / microseconds / 1000).toFixed(1).padStart(5);
  const rates = ({ median, low, high }: Timing): string => `${rate(median)} GFLOP/s (${rate(high)} … ${rate(low)})`;
  const ratio = slow ? `   plain ${rates(slow)}, ×${(slow.median / fast!.median).toFixed(2)}` : '';
  const time = `${fast!.median.toFixed(2)} µs`;
  console.log(`${create.name.slice(0, 7)} ${name.padEnd(34)} ${time.padStart(14)} ${rates(fast!)}${ratio}`);
}

function way(
  matmul: Kernels['matmul'],
  [rows, inner, columns, transposed]: Product,
  create: typeof Float32Array | typeof Float64Array,
): () => void {
  const transposes = { transposeA: transposed === 'a', transposeB: transposed === 'b' };
  const a = filled(transposes.transposeA ? [inner, rows] : [rows, inner], create);
  const b = filled(transposes.transposeB ? [columns, inner] : [inner, columns], create);
  const output = filled([rows, columns], create);
  return () => matmul(a, b, output, transposes);
}

function filled(shape: readonly [number, number], create: typeof Float32Array | typeof Float64Array): NdArray {
  const data = new create(shape[0] * shape[1]);
  return { shape, data: data.map(() => Math.random() - 0.5) as Float32Array };
}
