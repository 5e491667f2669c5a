// How fast convolutions, largest elements of windows, and what backward asks of them are, plain and in WebAssembly, copying included.
// `npm run bench:convolution`, with `-- --plain` for SIMD that is not relaxed.

import {
  type Convolution,
  type Kernels,
  kernels,
  type NdArray,
  type Pooling,
  useReference,
  useSimd,
} from '@pullback/kernels';
import { interleaved, type Timing } from './interleaved';

/** Images, channels, size of an image, and filters; kernels of 3 × 3, and as much padding as keeps the size. */
const CASES = [
  { images: 1, channels: 1, size: 6, filters: 1 },
  { images: 1, channels: 1, size: 12, filters: 2 },
  { images: 1, channels: 3, size: 8, filters: 4 },
  { images: 32, channels: 1, size: 28, filters: 8 },
  { images: 32, channels: 8, size: 14, filters: 16 },
  { images: 8, channels: 64, size: 32, filters: 64 },
] as const;

const attrs: Convolution = {
  stride: [1, 1],
  padding: [
    [1, 1],
    [1, 1],
  ],
  dilation: [1, 1],
  groups: 1,
};

const halving: Pooling = {
  ...attrs,
  size: [2, 2],
  stride: [2, 2],
  padding: [
    [0, 0],
    [0, 0],
  ],
};

useReference();
const plain = { ...kernels };
useSimd({ relaxed: !process.argv.includes('--plain') });
const simd = { ...kernels };

console.log(`float32, ${kernels.name}, Node ${process.version}: median (middle half) in µs\n`);
for (const { images, channels, size, filters } of CASES) {
  const x = filled(images, channels, size, size);
  const weight = filled(filters, channels, 3, 3);
  const y = filled(images, filters, size, size);
  const products = images * filters * size * size * channels * 9;
  console.log(`${images} × ${channels} × ${size} × ${size} → ${filters} channels: ${products} products`);
  report('conv2d', products, (set) => set.conv2d(x, weight, y, attrs));
  report('conv2dTransposed', products, (set) => set.conv2dTransposed(y, weight, x, attrs));
  report('conv2dWeight', products, (set) => set.conv2dWeight(x, y, weight, attrs));
  const maxima = filled(images, channels, size / 2, size / 2);
  plain.maxPool2d(x, maxima, halving);
  report('maxPool2d', null, (set) => set.maxPool2d(x, maxima, halving));
  report('sumAtMaxima2d', null, (set) => set.sumAtMaxima2d(x, maxima, x, maxima, halving));
  report('spreadToMaxima2d', null, (set) => set.spreadToMaxima2d(x, maxima, maxima, x, halving));
}

function report(name: string, products: number | null, run: (set: Kernels) => void): void {
  const [slow, fast] = interleaved([() => run(plain), () => run(simd)]);
  const text = ({ median, low, high }: Timing): string =>
    `${median.toFixed(1)} (${low.toFixed(1)} … ${high.toFixed(1)})`.padEnd(36);
  const rate = products === null ? '' : `, ${((products * 2) / fast!.median / 1000).toFixed(1)} GFLOP/s`;
  const gain = slow!.median / fast!.median;
  console.log(`  ${name.padEnd(18)}${text(slow!)}${text(fast!)}×${gain.toFixed(1)}${rate}`);
}

function filled(...shape: readonly [number, number, number, number]): NdArray {
  const count = shape.reduce((product, size) => product * size, 1);
  return { shape, data: Float32Array.from({ length: count }, () => Math.random() - 0.5) };
}
