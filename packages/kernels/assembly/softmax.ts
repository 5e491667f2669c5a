// Softmax over rows of float32 that lie in one piece. Exponentials and their sums are float64, rounded once.

import { exp, log, splat } from './exponential';

/** `out = eˣ / Σ eˣ` for each of `rows` rows. `exponentials` has room for one row of float64, and 4 more. */
export function softmax32(x: usize, out: usize, rows: i32, count: i32, exponentials: usize): void {
  for (let row = 0; row < rows; row++) {
    const total = splat(sumOfExponentials(x, count, greatest(x, count), exponentials));
    // The last four may reach into the next row, which is not written yet.
    for (let i = 0; i < count; i += 4) {
      const from = exponentials + 8 * <usize>i;
      const left = f32x4.demote_f64x2_zero(f64x2.div(v128.load(from), total));
      const right = f32x4.demote_f64x2_zero(f64x2.div(v128.load(from, 16), total));
      v128.store(out + 4 * <usize>i, v128.shuffle<i64>(left, right, 0, 2));
    }
    x += 4 * <usize>count;
    out += 4 * <usize>count;
  }
}

/** `out = ln Σ eˣ` for each of `rows` rows. */
export function logSumExp32(x: usize, out: usize, rows: i32, count: i32, exponentials: usize): void {
  for (let row = 0; row < rows; row++) {
    const top = greatest(x, count);
    // An infinite maximum is the answer, and has no difference to itself; nor has NaN.
    if (top - top != 0) {
      store<f32>(out, <f32>top);
    } else {
      const total = sumOfExponentials(x, count, top, exponentials);
      store<f32>(out, <f32>(top + f64x2.extract_lane(log(splat(total)), 0)));
    }
    x += 4 * <usize>count;
    out += 4;
  }
}

/** `out = x - ln Σ eˣ` for each of `rows` rows. */
export function logSoftmax32(x: usize, out: usize, rows: i32, count: i32, exponentials: usize): void {
  for (let row = 0; row < rows; row++) {
    const greatestOfRow = greatest(x, count);
    const top = splat(greatestOfRow);
    const logarithm = log(splat(sumOfExponentials(x, count, greatestOfRow, exponentials)));
    for (let i = 0; i < count; i += 4) {
      const from = x + 4 * <usize>i;
      const low = f64x2.sub(f64x2.promote_low_f32x4(v128.load64_zero(from)), top);
      const high = f64x2.sub(f64x2.promote_low_f32x4(v128.load64_zero(from, 8)), top);
      const left = f32x4.demote_f64x2_zero(f64x2.sub(low, logarithm));
      const right = f32x4.demote_f64x2_zero(f64x2.sub(high, logarithm));
      v128.store(out + 4 * <usize>i, v128.shuffle<i64>(left, right, 0, 2));
    }
    x += 4 * <usize>count;
    out += 4 * <usize>count;
  }
}

/** The greatest of a row, -∞ if there is none; NaN wins. */
function greatest(x: usize, count: i32): f64 {
  let tops = f32x4.splat(-Infinity);
  for (let i = 0; i < count; i += 4) tops = f32x4.max(tops, fourOf(x, i, count));
  const pairs = f32x4.max(tops, v128.shuffle<i32>(tops, tops, 2, 3, 0, 1));
  return <f64>max(f32x4.extract_lane(pairs, 0), f32x4.extract_lane(pairs, 1));
}

/** `Σ e^(x - top)` over a row, of which the terms are stored. */
function sumOfExponentials(x: usize, count: i32, top: f64, exponentials: usize): f64 {
  const subtrahend = splat(top);
  let totals = splat(0);
  for (let i = 0; i < count; i += 4) {
    const four = fourOf(x, i, count);
    const low = f64x2.promote_low_f32x4(four);
    const high = f64x2.promote_low_f32x4(v128.shuffle<i32>(four, four, 2, 3, 0, 1));
    const left = exp(f64x2.pmax(f64x2.sub(low, subtrahend), splat(-700)));
    const right = exp(f64x2.pmax(f64x2.sub(high, subtrahend), splat(-700)));
    totals = f64x2.add(totals, f64x2.add(left, right));
    v128.store(exponentials, left);
    v128.store(exponentials, right, 16);
    exponentials += 32;
  }
  return f64x2.extract_lane(totals, 0) + f64x2.extract_lane(totals, 1);
}

/** The elements of a row from `i` on, -∞ in the place of those that it does not have. */
// @ts-ignore: decorator
@inline
function fourOf(x: usize, i: i32, count: i32): v128 {
  const four = v128.load(x + 4 * <usize>i);
  if (i + 4 <= count) return four;
  const isThere = i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count - i));
  return v128.bitselect(four, f32x4.splat(-Infinity), isThere);
}
