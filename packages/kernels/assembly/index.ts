// What the SIMD kernels give out. Arguments are places in the linear memory, in bytes, and counts, in elements.

import { multiply, WORKSPACE_BYTES } from './multiply';

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
