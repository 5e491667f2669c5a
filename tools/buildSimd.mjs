// Compiles the SIMD kernels, and embeds them as base64 in a module. Does nothing where that module is up to date.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const sources = new URL('../packages/kernels/assembly/', import.meta.url);
const target = new URL('../packages/kernels/src/simd/binaries.generated.ts', import.meta.url);

const files = Object.fromEntries(
  readdirSync(sources)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => [name, readFileSync(new URL(name, sources), 'utf8')]),
);
const stamp = createHash('sha256')
  .update(JSON.stringify([asc.version, files, readFileSync(new URL(import.meta.url), 'utf8')]))
  .digest('hex');

async function compile(features) {
  let binary;
  const { error, stderr } = await asc.main(
    [
      'index.ts',
      ...['--outFile', 'kernels.wasm', '--runtime', 'stub', '--use', 'abort='],
      ...['--optimizeLevel', '3', '--shrinkLevel', '0', '--converge', '--noAssert'],
      // Conversions of usize to i32, which only matter for memories of 64 bits.
      ...['--disableWarning', '201'],
      ...features.flatMap((feature) => ['--enable', feature]),
    ],
    {
      readFile: (name) => files[name] ?? null,
      writeFile: (_name, contents) => {
        binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`the SIMD kernels do not compile: ${error.message}\n${stderr.toString()}`);
  return Buffer.from(binary).toString('base64');
}

function isUpToDate() {
  try {
    return readFileSync(target, 'utf8').includes(stamp);
  } catch {
    return false;
  }
}

if (!isUpToDate()) {
  const binaries = { simd: await compile(['simd']), relaxed: await compile(['simd', 'relaxed-simd']) };
  const text = `// Made by tools/buildSimd.mjs from packages/kernels/assembly. Sources: ${stamp}

export const binaries = {
  /** WebAssembly with SIMD. */
  simd: '${binaries.simd}',
  /** With relaxed SIMD too, for fused multiply-add. */
  relaxed: '${binaries.relaxed}',
};
`;
  writeFileSync(target, text);
  console.log(`SIMD kernels: ${Math.round((text.length * 3) / 4 / 1024)} KiB in two binaries`);
}
