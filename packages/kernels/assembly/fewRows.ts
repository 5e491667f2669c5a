// Products with few rows, where each element of the right operand is used so seldom that packing it would not pay.

import { lanes, multiplyAdd } from './lanes';

/**
 * `out[r, j] (+)= Σₚ a[r, p] b[p, j]`, the rows of `b` one after the other. The element `a[r, p]` is at
 * `a + r · aRow + p · aInner`, in bytes. `sums` has room for a row of `out` and a vector.
 */
export function combineRows<T>(
  a: usize,
  aRow: usize,
  aInner: usize,
  b: usize,
  out: usize,
  rows: i32,
  inner: i32,
  columns: i32,
  isAdded: bool,
  sums: usize,
): void {
  const bRow = <usize>columns * sizeof<T>();
  for (let r = 0; r < rows; r++) {
    memory.fill(sums, 0, bRow + 16);
    let at = a + <usize>r * aRow;
    let row = b;
    let p = 0;
    // Four rows at a time, so that a sum is loaded and stored once for four products.
    for (; p + 4 <= inner; p += 4) {
      const x0 = v128.load_splat<T>(at);
      const x1 = v128.load_splat<T>(at + aInner);
      const x2 = v128.load_splat<T>(at + 2 * aInner);
      const x3 = v128.load_splat<T>(at + 3 * aInner);
      for (let j: usize = 0; j < bRow; j += 16) {
        let sum = v128.load(sums + j);
        sum = multiplyAdd<T>(x0, v128.load(row + j), sum);
        sum = multiplyAdd<T>(x1, v128.load(row + j + bRow), sum);
        sum = multiplyAdd<T>(x2, v128.load(row + j + 2 * bRow), sum);
        v128.store(sums + j, multiplyAdd<T>(x3, v128.load(row + j + 3 * bRow), sum));
      }
      at += 4 * aInner;
      row += 4 * bRow;
    }
    for (; p < inner; p++) {
      const x = v128.load_splat<T>(at);
      for (let j: usize = 0; j < bRow; j += 16) {
        v128.store(sums + j, multiplyAdd<T>(x, v128.load(row + j), v128.load(sums + j)));
      }
      at += aInner;
      row += bRow;
    }
    for (let j: usize = 0; j < bRow; j += sizeof<T>()) {
      const value = load<T>(sums + j);
      store<T>(out + j, isAdded ? load<T>(out + j) + value : value);
    }
    out += bRow;
  }
}

/** A lane's sum runs over this many products at a time, as in `multiply`. */
const DEPTH: i32 = 256;

/**
 * `out[r, j] = Σₚ a[r, p] b[j, p]` for `j < columns`: each element is a row of `a` times a row of `b`. Rows of `out` are `outRow`
 * apart, in bytes; the others follow each other.
 */
export function dotRows<T>(a: usize, b: usize, out: usize, outRow: usize, rows: i32, inner: i32, columns: i32): void {
  const length = <usize>inner * sizeof<T>();
  const whole = inner & -lanes<T>();
  for (let r = 0; r < rows; r++) {
    let row = b;
    for (let j = 0; j < columns; j++) {
      let total: T = <T>0;
      for (let p = 0; p < whole; p += 4 * DEPTH) {
        total += sumOfProducts<T>(a + <usize>p * sizeof<T>(), row + <usize>p * sizeof<T>(), min(4 * DEPTH, whole - p));
      }
      for (let p = whole; p < inner; p++) {
        const place = <usize>p * sizeof<T>();
        total += load<T>(a + place) * load<T>(row + place);
      }
      store<T>(out + <usize>j * sizeof<T>(), total);
      row += length;
    }
    a += length;
    out += outRow;
  }
}

/** `Σ x[p] y[p]` over whole vectors. Four sums, so that none waits for the one before. */
// @ts-ignore: decorator
@inline
function sumOfProducts<T>(x: usize, y: usize, count: i32): T {
  let s0 = i64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  const end = x + <usize>count * sizeof<T>();
  while (x + 64 <= end) {
    s0 = multiplyAdd<T>(v128.load(x), v128.load(y), s0);
    s1 = multiplyAdd<T>(v128.load(x, 16), v128.load(y, 16), s1);
    s2 = multiplyAdd<T>(v128.load(x, 32), v128.load(y, 32), s2);
    s3 = multiplyAdd<T>(v128.load(x, 48), v128.load(y, 48), s3);
    x += 64;
    y += 64;
  }
  while (x < end) {
    s0 = multiplyAdd<T>(v128.load(x), v128.load(y), s0);
    x += 16;
    y += 16;
  }
  const sum = v128.add<T>(v128.add<T>(s0, s1), v128.add<T>(s2, s3));
  if (sizeof<T>() == 8) return v128.extract_lane<T>(sum, 0) + v128.extract_lane<T>(sum, 1);
  const left = v128.extract_lane<T>(sum, 0) + v128.extract_lane<T>(sum, 1);
  return left + (v128.extract_lane<T>(sum, 2) + v128.extract_lane<T>(sum, 3));
}

export function combineRows32(
  a: usize, aRow: usize, aInner: usize, b: usize, out: usize, rows: i32, inner: i32, columns: i32, isAdded: bool, sums: usize,
): void {
  combineRows<f32>(a, aRow, aInner, b, out, rows, inner, columns, isAdded, sums);
}

export function combineRows64(
  a: usize, aRow: usize, aInner: usize, b: usize, out: usize, rows: i32, inner: i32, columns: i32, isAdded: bool, sums: usize,
): void {
  combineRows<f64>(a, aRow, aInner, b, out, rows, inner, columns, isAdded, sums);
}

export function dotRows32(a: usize, b: usize, out: usize, outRow: usize, rows: i32, inner: i32, columns: i32): void {
  dotRows<f32>(a, b, out, outRow, rows, inner, columns);
}

export function dotRows64(a: usize, b: usize, out: usize, outRow: usize, rows: i32, inner: i32, columns: i32): void {
  dotRows<f64>(a, b, out, outRow, rows, inner, columns);
}
