// What the SIMD kernels give out. Arguments are places in the linear memory, in bytes, and counts, in elements.

export {
  neg32, neg64, relu32, relu64, sqrt32, sqrt64, square32, square64,
} from './arithmetic';
export {
  add32, add64, addScaled32, addScaled64, chain32, chain64, div32, div64, gate32, gate64, mul32, mul64, sub32, sub64,
} from './binary';
export { combineRows32, combineRows64, dotRows32, dotRows64 } from './fewRows';
export {
  maxPool32, maxPool64, spreadToMaxima32, spreadToMaxima64, sumAtMaxima32, sumAtMaxima64,
} from './pooling';
export { logSoftmax32, logSumExp32, softmax32 } from './softmax';
export { sumOfColumns32, sumOfRows32 } from './sum';
export { erf32, exp32, gelu32, geluTanh32, log32, sigmoid32, silu32, tanh32 } from './unary';

import { multiply, WORKSPACE_BYTES } from './multiply';
import { areFinite, fold, Geometry, unfold } from './windows';

export const workspaceBytes: usize = WORKSPACE_BYTES;
/** Where the memory that callers may use begins. */
export const heapStart: usize = __heap_base;

export function multiply32(
  a: usize, aRow: usize, aInner: usize, b: usize, bInner: usize, bColumn: usize, out: usize,
  rows: i32, inner: i32, columns: i32, isAdded: bool, workspace: usize,
): void {
  multiply<f32>(a, aRow, aInner, b, bInner, bColumn, out, rows, inner, columns, isAdded, workspace);
}

export function multiply64(
  a: usize, aRow: usize, aInner: usize, b: usize, bInner: usize, bColumn: usize, out: usize,
  rows: i32, inner: i32, columns: i32, isAdded: bool, workspace: usize,
): void {
  multiply<f64>(a, aRow, aInner, b, bInner, bColumn, out, rows, inner, columns, isAdded, workspace);
}

export function unfold32(x: usize, columns: usize, windows: Geometry): void {
  unfold<f32>(x, columns, windows);
}

export function unfold64(x: usize, columns: usize, windows: Geometry): void {
  unfold<f64>(x, columns, windows);
}

export function fold32(x: usize, columns: usize, windows: Geometry): void {
  fold<f32>(x, columns, windows);
}

export function fold64(x: usize, columns: usize, windows: Geometry): void {
  fold<f64>(x, columns, windows);
}

export function areFinite32(x: usize, count: i32): bool {
  return areFinite<f32>(x, count);
}

export function areFinite64(x: usize, count: i32): bool {
  return areFinite<f64>(x, count);
}
