// Sums of float32, accumulated in float64 and rounded once. A last vector may reach into the room behind its array.

/** `out = Σ x / divisor` for each of `rows` rows of `count` elements. */
export function sumOfRows32(x: usize, out: usize, rows: i32, count: i32, divisor: f64): void {
  for (let row = 0; row < rows; row++) {
    store<f32>(out, <f32>(sumOfRun(x, count) / divisor));
    x += 4 * <usize>count;
    out += 4;
  }
}

/** Four pairs of sums that do not wait for each other. */
function sumOfRun(x: usize, count: i32): f64 {
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  const end = x + 4 * <usize>count;
  for (; x + 32 <= end; x += 32) {
    s0 = f64x2.add(s0, f64x2.promote_low_f32x4(v128.load64_zero(x)));
    s1 = f64x2.add(s1, f64x2.promote_low_f32x4(v128.load64_zero(x, 8)));
    s2 = f64x2.add(s2, f64x2.promote_low_f32x4(v128.load64_zero(x, 16)));
    s3 = f64x2.add(s3, f64x2.promote_low_f32x4(v128.load64_zero(x, 24)));
  }
  const sums = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  let total = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  for (; x < end; x += 4) total += <f64>load<f32>(x);
  return total;
}

/** `out[j] = Σᵢ x[i, j] / divisor` over `rows`, for each of `columns` columns. */
export function sumOfColumns32(x: usize, out: usize, rows: i32, columns: i32, divisor: f64): void {
  const row = <usize>columns * 4;
  const by = f64x2.splat(divisor);
  for (let j: usize = 0; j < row; j += 16) {
    let left = f64x2.splat(0);
    let right = left;
    let at = x + j;
    for (let i = 0; i < rows; i++) {
      left = f64x2.add(left, f64x2.promote_low_f32x4(v128.load64_zero(at)));
      right = f64x2.add(right, f64x2.promote_low_f32x4(v128.load64_zero(at, 8)));
      at += row;
    }
    const low = f32x4.demote_f64x2_zero(f64x2.div(left, by));
    const high = f32x4.demote_f64x2_zero(f64x2.div(right, by));
    v128.store(out + j, v128.shuffle<i64>(low, high, 0, 2));
  }
}
