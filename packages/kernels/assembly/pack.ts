// Copies a block of the right operand into panels as wide as a tile, each row of a panel after the one before.

import { TILE_ROWS, tileColumns } from './tile';

const TOGETHER: i32 = 4;

/**
 * Packs `b[p, j]` for `p < depth` and `j < columns`; what a last panel lacks is 0. The element `b[p, j]` is at
 * `b + p · bInner + j · bColumn`, in bytes.
 */
export function packPanels<T>(
  b: usize,
  bInner: usize,
  bColumn: usize,
  depth: i32,
  columns: i32,
  panels: usize,
): void {
  const width = tileColumns<T>();
  let j = 0;
  if (bColumn == sizeof<T>()) {
    // Several panels at a time, so that each row is read in whole cache lines.
    for (; j + TOGETHER * width <= columns; j += TOGETHER * width) {
      packRows(b + <usize>j * bColumn, bInner, depth, TOGETHER, panels);
      panels += 32 * TOGETHER * <usize>depth;
    }
  }
  for (; j < columns; j += width) {
    const start = b + <usize>j * bColumn;
    const count = min(width, columns - j);
    if (count < width) packNarrow<T>(start, bInner, bColumn, depth, count, panels);
    else if (bColumn == sizeof<T>()) packRows(start, bInner, depth, 1, panels);
    else packColumns<T>(start, bInner, bColumn, depth, panels);
    panels += 32 * <usize>depth;
  }
}

/** Panels whose rows lie in one piece each. */
function packRows(from: usize, bInner: usize, depth: i32, count: i32, panel: usize): void {
  const step = 32 * <usize>depth;
  const end = panel + step;
  while (panel < end) {
    let to = panel;
    let row = from;
    for (let i = 0; i < count; i++) {
      v128.store(to, v128.load(row));
      v128.store(to, v128.load(row, 16), 16);
      to += step;
      row += 32;
    }
    from += bInner;
    panel += 32;
  }
}

/** A panel whose columns lie in one piece each: blocks of 4 by 4 (2 by 2) are transposed in registers. */
function packColumns<T>(from: usize, bInner: usize, bColumn: usize, depth: i32, panel: usize): void {
  const side = 16 / sizeof<T>();
  const whole = bInner == sizeof<T>() ? depth & ~(side - 1) : 0;
  for (let half: usize = 0; half < 2; half++) {
    const left = from + half * side * bColumn;
    const to = panel + 16 * half;
    for (let p = 0; p < whole; p += side) {
      transposeBlock<T>(left + <usize>p * sizeof<T>(), bColumn, to + 32 * <usize>p);
    }
  }
  for (let p = whole; p < depth; p++) {
    for (let j = 0; j < tileColumns<T>(); j++) {
      const value = load<T>(from + <usize>p * bInner + <usize>j * bColumn);
      store<T>(panel + 32 * <usize>p + <usize>j * sizeof<T>(), value);
    }
  }
}

// @ts-ignore: decorator
@inline
function transposeBlock<T>(from: usize, bColumn: usize, to: usize): void {
  const c0 = v128.load(from);
  const c1 = v128.load(from + bColumn);
  if (sizeof<T>() == 8) {
    v128.store(to, v128.shuffle<f64>(c0, c1, 0, 2));
    v128.store(to, v128.shuffle<f64>(c0, c1, 1, 3), 32);
  } else {
    const c2 = v128.load(from + 2 * bColumn);
    const c3 = v128.load(from + 3 * bColumn);
    const low01 = v128.shuffle<f32>(c0, c1, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(c0, c1, 2, 6, 3, 7);
    const low23 = v128.shuffle<f32>(c2, c3, 0, 4, 1, 5);
    const high23 = v128.shuffle<f32>(c2, c3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f64>(low01, low23, 0, 2));
    v128.store(to, v128.shuffle<f64>(low01, low23, 1, 3), 32);
    v128.store(to, v128.shuffle<f64>(high01, high23, 0, 2), 64);
    v128.store(to, v128.shuffle<f64>(high01, high23, 1, 3), 96);
  }
}

function packNarrow<T>(from: usize, bInner: usize, bColumn: usize, depth: i32, count: i32, panel: usize): void {
  for (let p = 0; p < depth; p++) {
    for (let j = 0; j < tileColumns<T>(); j++) {
      const value = j < count ? load<T>(from + <usize>p * bInner + <usize>j * bColumn) : <T>0;
      store<T>(panel + 32 * <usize>p + <usize>j * sizeof<T>(), value);
    }
  }
}

/** Packs rows `a[r, p]` for `r < rows`, `p < depth` in strips of a tile's rows: neighbours lie along a strip's columns. */
export function packStrips<T>(a: usize, aRow: usize, aInner: usize, depth: i32, rows: i32, strips: usize): void {
  for (let r = 0; r < rows; r += TILE_ROWS) {
    const count = min(TILE_ROWS, rows - r);
    let from = a + <usize>r * aRow;
    for (let p = 0; p < depth; p++) {
      if (count == TILE_ROWS && aRow == sizeof<T>()) {
        v128.store(strips, v128.load(from));
        if (sizeof<T>() == 8) v128.store(strips, v128.load(from, 16), 16);
      } else {
        for (let i = 0; i < count; i++) {
          store<T>(strips + <usize>i * sizeof<T>(), load<T>(from + <usize>i * aRow));
        }
      }
      from += aInner;
      strips += TILE_ROWS * sizeof<T>();
    }
  }
}
