// The heart of a product: a tile of 4 rows and two vectors of columns, whose sums stay in registers.

import { lanes, multiplyAdd } from './lanes';

export const TILE_ROWS: i32 = 4;

/** Columns of a tile: 8 of float32, 4 of float64. */
// @ts-ignore: decorator
@inline
export function tileColumns<T>(): i32 {
  return 32 / sizeof<T>();
}

/**
 * `out[r, …] (+)= Σₚ a[r, p] panel[p, …]` for `p < depth`, and `depth > 0`. Neighbours along the sum lie next to each other in
 * `a`, whose rows are `aRow` apart; each row of the panel follows the one before; rows of `out` are `outRow` apart, all in
 * bytes. Rows from `rows` on repeat the first: where they go there is room, and nobody reads them.
 */
// @ts-ignore: decorator
@inline
function tile<T>(
  a: usize, aRow: usize, rows: i32, panel: usize, depth: i32, out: usize, outRow: usize, isAdded: bool,
): void {
  let a0 = a;
  let a1 = rows > 1 ? a + aRow : a;
  let a2 = rows > 2 ? a + 2 * aRow : a;
  let a3 = rows > 3 ? a + 3 * aRow : a;
  let s00 = i64x2.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  let left = depth;
  // Four terms at a time, since to step the places on takes as many instructions as to load. That the sum may end after each
  // term keeps engines from loading all four before the first is added, which takes more registers than there are.
  while (true) {
    let b0 = v128.load(panel);
    let b1 = v128.load(panel, 16);
    let x = v128.load_splat<T>(a0);
    s00 = multiplyAdd<T>(x, b0, s00);
    s01 = multiplyAdd<T>(x, b1, s01);
    x = v128.load_splat<T>(a1);
    s10 = multiplyAdd<T>(x, b0, s10);
    s11 = multiplyAdd<T>(x, b1, s11);
    x = v128.load_splat<T>(a2);
    s20 = multiplyAdd<T>(x, b0, s20);
    s21 = multiplyAdd<T>(x, b1, s21);
    x = v128.load_splat<T>(a3);
    s30 = multiplyAdd<T>(x, b0, s30);
    s31 = multiplyAdd<T>(x, b1, s31);
    if (left == 1) break;
    b0 = v128.load(panel, 32);
    b1 = v128.load(panel, 48);
    x = v128.load_splat<T>(a0, sizeof<T>());
    s00 = multiplyAdd<T>(x, b0, s00);
    s01 = multiplyAdd<T>(x, b1, s01);
    x = v128.load_splat<T>(a1, sizeof<T>());
    s10 = multiplyAdd<T>(x, b0, s10);
    s11 = multiplyAdd<T>(x, b1, s11);
    x = v128.load_splat<T>(a2, sizeof<T>());
    s20 = multiplyAdd<T>(x, b0, s20);
    s21 = multiplyAdd<T>(x, b1, s21);
    x = v128.load_splat<T>(a3, sizeof<T>());
    s30 = multiplyAdd<T>(x, b0, s30);
    s31 = multiplyAdd<T>(x, b1, s31);
    if (left == 2) break;
    b0 = v128.load(panel, 64);
    b1 = v128.load(panel, 80);
    x = v128.load_splat<T>(a0, 2 * sizeof<T>());
    s00 = multiplyAdd<T>(x, b0, s00);
    s01 = multiplyAdd<T>(x, b1, s01);
    x = v128.load_splat<T>(a1, 2 * sizeof<T>());
    s10 = multiplyAdd<T>(x, b0, s10);
    s11 = multiplyAdd<T>(x, b1, s11);
    x = v128.load_splat<T>(a2, 2 * sizeof<T>());
    s20 = multiplyAdd<T>(x, b0, s20);
    s21 = multiplyAdd<T>(x, b1, s21);
    x = v128.load_splat<T>(a3, 2 * sizeof<T>());
    s30 = multiplyAdd<T>(x, b0, s30);
    s31 = multiplyAdd<T>(x, b1, s31);
    if (left == 3) break;
    b0 = v128.load(panel, 96);
    b1 = v128.load(panel, 112);
    x = v128.load_splat<T>(a0, 3 * sizeof<T>());
    s00 = multiplyAdd<T>(x, b0, s00);
    s01 = multiplyAdd<T>(x, b1, s01);
    x = v128.load_splat<T>(a1, 3 * sizeof<T>());
    s10 = multiplyAdd<T>(x, b0, s10);
    s11 = multiplyAdd<T>(x, b1, s11);
    x = v128.load_splat<T>(a2, 3 * sizeof<T>());
    s20 = multiplyAdd<T>(x, b0, s20);
    s21 = multiplyAdd<T>(x, b1, s21);
    x = v128.load_splat<T>(a3, 3 * sizeof<T>());
    s30 = multiplyAdd<T>(x, b0, s30);
    s31 = multiplyAdd<T>(x, b1, s31);
    left -= 4;
    if (left == 0) break;
    panel += 128;
    a0 += 4 * sizeof<T>();
    a1 += 4 * sizeof<T>();
    a2 += 4 * sizeof<T>();
    a3 += 4 * sizeof<T>();
  }
  storeRow<T>(out, s00, s01, isAdded);
  storeRow<T>(out + outRow, s10, s11, isAdded);
  storeRow<T>(out + 2 * outRow, s20, s21, isAdded);
  storeRow<T>(out + 3 * outRow, s30, s31, isAdded);
}

/** The left vector of a tile. Sums of even terms and of odd ones grow apart, so that none waits for the one before. */
// @ts-ignore: decorator
@inline
function narrowTile<T>(
  a: usize, aRow: usize, rows: i32, panel: usize, depth: i32, out: usize, outRow: usize, isAdded: bool,
): void {
  let a0 = a;
  let a1 = rows > 1 ? a + aRow : a;
  let a2 = rows > 2 ? a + 2 * aRow : a;
  let a3 = rows > 3 ? a + 3 * aRow : a;
  let s00 = i64x2.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  let left = depth;
  while (true) {
    let b = v128.load(panel);
    s00 = multiplyAdd<T>(v128.load_splat<T>(a0), b, s00);
    s10 = multiplyAdd<T>(v128.load_splat<T>(a1), b, s10);
    s20 = multiplyAdd<T>(v128.load_splat<T>(a2), b, s20);
    s30 = multiplyAdd<T>(v128.load_splat<T>(a3), b, s30);
    if (left == 1) break;
    b = v128.load(panel, 32);
    s01 = multiplyAdd<T>(v128.load_splat<T>(a0, sizeof<T>()), b, s01);
    s11 = multiplyAdd<T>(v128.load_splat<T>(a1, sizeof<T>()), b, s11);
    s21 = multiplyAdd<T>(v128.load_splat<T>(a2, sizeof<T>()), b, s21);
    s31 = multiplyAdd<T>(v128.load_splat<T>(a3, sizeof<T>()), b, s31);
    if (left == 2) break;
    b = v128.load(panel, 64);
    s00 = multiplyAdd<T>(v128.load_splat<T>(a0, 2 * sizeof<T>()), b, s00);
    s10 = multiplyAdd<T>(v128.load_splat<T>(a1, 2 * sizeof<T>()), b, s10);
    s20 = multiplyAdd<T>(v128.load_splat<T>(a2, 2 * sizeof<T>()), b, s20);
    s30 = multiplyAdd<T>(v128.load_splat<T>(a3, 2 * sizeof<T>()), b, s30);
    if (left == 3) break;
    b = v128.load(panel, 96);
    s01 = multiplyAdd<T>(v128.load_splat<T>(a0, 3 * sizeof<T>()), b, s01);
    s11 = multiplyAdd<T>(v128.load_splat<T>(a1, 3 * sizeof<T>()), b, s11);
    s21 = multiplyAdd<T>(v128.load_splat<T>(a2, 3 * sizeof<T>()), b, s21);
    s31 = multiplyAdd<T>(v128.load_splat<T>(a3, 3 * sizeof<T>()), b, s31);
    left -= 4;
    if (left == 0) break;
    panel += 128;
    a0 += 4 * sizeof<T>();
    a1 += 4 * sizeof<T>();
    a2 += 4 * sizeof<T>();
    a3 += 4 * sizeof<T>();
  }
  storeVector<T>(out, v128.add<T>(s00, s01), isAdded);
  storeVector<T>(out + outRow, v128.add<T>(s10, s11), isAdded);
  storeVector<T>(out + 2 * outRow, v128.add<T>(s20, s21), isAdded);
  storeVector<T>(out + 3 * outRow, v128.add<T>(s30, s31), isAdded);
}

// @ts-ignore: decorator
@inline
function storeRow<T>(at: usize, left: v128, right: v128, isAdded: bool): void {
  storeVector<T>(at, left, isAdded);
  storeVector<T>(at + 16, right, isAdded);
}

// @ts-ignore: decorator
@inline
function storeVector<T>(at: usize, vector: v128, isAdded: bool): void {
  v128.store(at, isAdded ? v128.add<T>(v128.load(at), vector) : vector);
}

/** Whole tiles, `count` of them one below the other. */
export function tiles<T>(
  a: usize, aRow: usize, count: i32, panel: usize, depth: i32, out: usize, outRow: usize, isAdded: bool,
): void {
  for (let i = 0; i < count; i++) {
    tile<T>(a, aRow, TILE_ROWS, panel, depth, out, outRow, isAdded);
    a += TILE_ROWS * aRow;
    out += TILE_ROWS * outRow;
  }
}

/** The left vectors of whole tiles, `count` of them one below the other. */
export function narrowTiles<T>(
  a: usize, aRow: usize, count: i32, panel: usize, depth: i32, out: usize, outRow: usize, isAdded: bool,
): void {
  for (let i = 0; i < count; i++) {
    narrowTile<T>(a, aRow, TILE_ROWS, panel, depth, out, outRow, isAdded);
    a += TILE_ROWS * aRow;
    out += TILE_ROWS * outRow;
  }
}

const apart = memory.data(32 * TILE_ROWS, 16);

/** A tile at the edge, computed apart, of which `rows` and `columns` are wanted. */
export function partOfTile<T>(
  a: usize, aRow: usize, rows: i32, panel: usize, depth: i32, out: usize, outRow: usize, columns: i32, isAdded: bool,
): void {
  if (columns <= lanes<T>()) narrowTile<T>(a, aRow, rows, panel, depth, apart, 32, false);
  else tile<T>(a, aRow, rows, panel, depth, apart, 32, false);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const to = out + <usize>i * outRow + <usize>j * sizeof<T>();
      const value = load<T>(apart + 32 * <usize>i + <usize>j * sizeof<T>());
      store<T>(to, isAdded ? load<T>(to) + value : value);
    }
  }
}
