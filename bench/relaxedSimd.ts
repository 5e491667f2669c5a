// To be imported before the kernels. With `--relaxed`, Node 20 runs relaxed SIMD, which later versions have by default:
// its V8 knows it already, behind a flag.

import { setFlagsFromString } from 'node:v8';

const IS_BEHIND_A_FLAG = process.version.startsWith('v20.');

if (process.argv.includes('--relaxed') && IS_BEHIND_A_FLAG) setFlagsFromString('--experimental-wasm-relaxed-simd');
