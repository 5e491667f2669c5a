// The product of two matrices, block by block, so that what is read again is still in the cache.

import { lanes } from './lanes';
import { packPanels, packRows } from './pack';
import { narrowTiles, partOfTile, TILE_ROWS, tileColumns, tiles } from './tile';

/** A sum runs over this many products at a time; the sums of the blocks are then added up. It bounds the rounding. */
const DEPTH: i32 = 256;
/** Rows of the left operand that stay in the second cache with the panels: 128 KiB of float32. */
const ROWS: i32 = 128;
/** Panels that are packed at a time: 512 KiB. */
const PANELS: i32 = 64;

const PANELS_BYTES: usize = 32 * DEPTH * PANELS;
const PACKED_ROWS_BYTES: usize = 8 * DEPTH * ROWS;

/** Room that a product needs besides its operands and its output, in bytes. */
export const WORKSPACE_BYTES: usize = PANELS_BYTES + PACKED_ROWS_BYTES;

/**
 * `out[i, j] (+)= Σₚ a[i, p] b[p, j]`, the sum over `inner`. The element `a[i, p]` is at `a + i · aRow + p · aInner`,
 * `b[p, j]` at `b + p · bInner + j · bColumn`, in bytes; `out` lies in one piece.
 */
export function multiply<T>(
  a: usize,
  aRow: usize,
  aInner: usize,
  b: usize,
  bInner: usize,
  bColumn: usize,
  out: usize,
  rows: i32,
  inner: i32,
  columns: i32,
  isAdded: bool,
  workspace: usize,
): void {
  const packedRows = workspace + PANELS_BYTES;
  const width = PANELS * tileColumns<T>();
  const outRow = <usize>columns * sizeof<T>();
  for (let p = 0; p < inner; p += DEPTH) {
    const depth = min(DEPTH, inner - p);
    for (let j = 0; j < columns; j += width) {
      const wide = min(width, columns - j);
      packPanels<T>(b + <usize>p * bInner + <usize>j * bColumn, bInner, bColumn, depth, wide, workspace);
      for (let i = 0; i < rows; i += ROWS) {
        const high = min(ROWS, rows - i);
        let from = a + <usize>i * aRow + <usize>p * aInner;
        let fromRow = aRow;
        if (aInner != sizeof<T>() || wide >= 128) {
          // Neighbours along the sum lie far apart, or rows are read so often that they had better lie close to each other.
          packRows<T>(from, aRow, aInner, depth, high, packedRows);
          from = packedRows;
          fromRow = <usize>depth * sizeof<T>();
        }
        const start = out + <usize>i * outRow + <usize>j * sizeof<T>();
        block<T>(from, fromRow, workspace, depth, start, outRow, high, wide, isAdded || p > 0);
      }
    }
  }
}

/** Every tile of a block of the output, panel by panel. */
function block<T>(
  a: usize,
  aRow: usize,
  panel: usize,
  depth: i32,
  out: usize,
  outRow: usize,
  rows: i32,
  columns: i32,
  isAdded: bool,
): void {
  const width = tileColumns<T>();
  const whole = rows / TILE_ROWS;
  const below = whole * TILE_ROWS;
  for (let j = 0; j < columns; j += width) {
    const wide = min(width, columns - j);
    const to = out + <usize>j * sizeof<T>();
    let row = 0;
    if (wide == width) {
      tiles<T>(a, aRow, whole, panel, depth, to, outRow, isAdded);
      row = below;
    } else if (wide == lanes<T>()) {
      narrowTiles<T>(a, aRow, whole, panel, depth, to, outRow, isAdded);
      row = below;
    }
    for (; row < rows; row += TILE_ROWS) {
      const at = a + <usize>row * aRow;
      partOfTile<T>(at, aRow, min(TILE_ROWS, rows - row), panel, depth, to + <usize>row * outRow, outRow, wide, isAdded);
    }
    panel += 32 * <usize>depth;
  }
}
