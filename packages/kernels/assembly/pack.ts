// Copies a block of the right operand into panels as wide as a tile, each row of a panel after the one before.

import { lanes } from './lanes';
import { tileColumns } from './tile';

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
      copyRows(b + <usize>j * bColumn, bInner, depth, TOGETHER, panels);
      panels += 32 * TOGETHER * <usize>depth;
    }
  }
  for (; j < columns; j += width) {
    const start = b + <usize>j * bColumn;
    const count = min(width, columns - j);
    if (count < width) packNarrow<T>(start, bInner, bColumn, depth, count, panels);
    else if (bColumn == sizeof<T>()) copyRows(start, bInner, depth, 1, panels);
    else packColumns<T>(start, bInner, bColumn, depth, panels);
    panels += 32 * <usize>depth;
  }
}

/** Panels whose rows lie in one piece each. */
function copyRows(from: usize, bInner: usize, depth: i32, count: i32, panel: usize): void {
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
      transposeBlock<T>(left + <usize>p * sizeof<T>(), bColumn, to + 32 * <usize>p, 32);
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
function transposeBlock<T>(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const c0 = v128.load(from);
  const c1 = v128.load(from + fromStep);
  if (sizeof<T>() == 8) {
    v128.store(to, v128.shuffle<f64>(c0, c1, 0, 2));
    v128.store(to + toStep, v128.shuffle<f64>(c0, c1, 1, 3));
  } else {
    const c2 = v128.load(from + 2 * fromStep);
    const c3 = v128.load(from + 3 * fromStep);
    const low01 = v128.shuffle<f32>(c0, c1, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(c0, c1, 2, 6, 3, 7);
    const low23 = v128.shuffle<f32>(c2, c3, 0, 4, 1, 5);
    const high23 = v128.shuffle<f32>(c2, c3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f64>(low01, low23, 0, 2));
    v128.store(to + toStep, v128.shuffle<f64>(low01, low23, 1, 3));
    v128.store(to + 2 * toStep, v128.shuffle<f64>(high01, high23, 0, 2));
    v128.store(to + 3 * toStep, v128.shuffle<f64>(high01, high23, 1, 3));
  }
}

/** A panel of fewer columns than a tile has; what is read of those that it lacks is 0. */
function packNarrow<T>(from: usize, bInner: usize, bColumn: usize, depth: i32, count: i32, panel: usize): void {
  const isVector = count == lanes<T>() && bColumn == sizeof<T>();
  for (let p = 0; p < depth; p++) {
    if (isVector) {
      v128.store(panel, v128.load(from));
    } else {
      for (let j = 0; j < tileColumns<T>(); j++) {
        store<T>(panel + <usize>j * sizeof<T>(), j < count ? load<T>(from + <usize>j * bColumn) : <T>0);
      }
    }
    from += bInner;
    panel += 32;
  }
}

/** Packs `a[r, p]` for `r < rows` and `p < depth`, row by row: neighbours lie along the sum. */
export function packRows<T>(a: usize, aRow: usize, aInner: usize, depth: i32, rows: i32, packed: usize): void {
  const row = <usize>depth * sizeof<T>();
  if (aInner == sizeof<T>()) {
    for (let r = 0; r < rows; r++) memory.copy(packed + <usize>r * row, a + <usize>r * aRow, row);
    return;
  }
  const side = 16 / sizeof<T>();
  const wholeRows = aRow == sizeof<T>() ? rows & -side : 0;
  const wholeDepth = depth & -side;
  for (let p = 0; p < wholeDepth; p += side) {
    const from = a + <usize>p * aInner;
    const to = packed + <usize>p * sizeof<T>();
    for (let r = 0; r < wholeRows; r += side) {
      transposeBlock<T>(from + <usize>r * sizeof<T>(), aInner, to + <usize>r * row, row);
    }
  }
  for (let r = 0; r < rows; r++) {
    for (let p = r < wholeRows ? wholeDepth : 0; p < depth; p++) {
      const value = load<T>(a + <usize>r * aRow + <usize>p * aInner);
      store<T>(packed + <usize>r * row + <usize>p * sizeof<T>(), value);
    }
  }
}
