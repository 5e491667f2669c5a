// From what size on elementwise kernels and reductions are faster in WebAssembly, copying included.
// `npm run bench:elementwise`, with names of kernels after `--` if only some are wanted.

import { type Kernels, kernels, type NdArray, useReference, useSimd } from '@pullback/kernels';
import { interleaved } from './interleaved';

/** Reductions and softmax are over the last axis. */
const ROWS = 8;
const SIZES = [8, 16, 32, 64, 128, 512, 4096, 65_536, 1_000_000];

const elementwise = ['erf', 'exp', 'gelu', 'geluTanh', 'log', 'relu', 'sigmoid', 'silu', 'tanh'] as const;
const pairs = ['add', 'chain', 'div', 'gate', 'mul', 'sub'] as const;
const softmaxes = ['logSoftmax', 'softmax'] as const;
const reductions = ['logSumExp', 'sum'] as const;

type Run = (kernels: Kernels, x: NdArray, output: NdArray) => void;

const runs: { readonly [name: string]: Run } = Object.fromEntries([
  ...elementwise.map((name) => [name, (kernels: Kernels, x: NdArray, y: NdArray) => kernels[name](x, y)]),
  ...pairs.map((name) => [name, (kernels: Kernels, x: NdArray, y: NdArray) => kernels[name](x, x, y)]),
  ...softmaxes.map((name) => [name, (kernels: Kernels, x: NdArray, y: NdArray) => kernels[name](x, y, [1])]),
  ...reductions.map((name) => [name, (kernels: Kernels, x: NdArray, y: NdArray) => kernels[name](x, y, [1])]),
]);

useReference();
const plain = { ...kernels };
useSimd();
const simd = { ...kernels };
const asked = process.argv.slice(2);

console.log(`float32, ${kernels.name}, Node ${process.version}: ns per element, plain loops / WebAssembly (gain)\n`);
console.log(`${'elements'.padEnd(12)}${SIZES.map((size) => String(size).padStart(22)).join('')}`);
// Every kernel has met both dtypes before, as in a program that uses both.
for (const create of [Float64Array, Float32Array]) {
  for (const [name, run] of Object.entries(runs)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    if (create === Float64Array) measure(name, run, create, 64);
    else console.log(`${name.padEnd(12)}${SIZES.map((size) => measure(name, run, create, size)).join('')}`);
  }
}

function measure(name: string, run: Run, create: typeof Float32Array | typeof Float64Array, size: number): string {
  const x: NdArray = { shape: [ROWS, size / ROWS], data: new create(size).map(() => Math.random()) as Float32Array };
  const isReduced = (reductions as readonly string[]).includes(name);
  const output: NdArray = isReduced
    ? { shape: [ROWS], data: new create(ROWS) as Float32Array }
    : { shape: x.shape, data: new create(size) as Float32Array };
  const [slow, fast] = interleaved([() => run(plain, x, output), () => run(simd, x, output)]);
  const each = (time: number): string => ((time * 1000) / size).toFixed(2);
  const gain = (slow!.median / fast!.median).toFixed(1);
  return `${each(slow!.median)} / ${each(fast!.median)} (×${gain})`.padStart(22);
}
