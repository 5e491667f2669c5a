// Functions of two float64 at a time, for float32 results: their relative error is below 1e-9, so that rounding to float32
// gives the number next to the exact one, and nearly always the nearest.

import { multiplyAdd } from './lanes';

/** Beyond, `eˣ` and `e⁻ˣ` are 0 and ∞ in float32. */
const FAR: f64 = 200;
/** Added to a number, it leaves the nearest integer in the low bits. */
const ROUNDER: f64 = 6755399441055744;
const LOG2_E: f64 = 1.4426950408889634;
const LN_2: f64 = 0.6931471805599453;

// @ts-ignore: decorator
@inline
export function splat(value: f64): v128 {
  return f64x2.splat(value);
}

/** `value · by + coefficient`, a step of Horner's rule. */
// @ts-ignore: decorator
@inline
export function horner(value: v128, by: v128, coefficient: f64): v128 {
  return multiplyAdd<f64>(value, by, f64x2.splat(coefficient));
}

/** Numbers beyond `±200` are cut off; NaN stays. */
// @ts-ignore: decorator
@inline
export function cutOff(x: v128): v128 {
  return f64x2.pmin(f64x2.pmax(x, splat(-FAR)), splat(FAR));
}

/** `eˣ`, for `|x| ≤ 200`. */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  const shifted = f64x2.add(f64x2.mul(x, splat(LOG2_E)), splat(ROUNDER));
  const rest = restOf(x, shifted);
  return f64x2.mul(powerOf2(shifted), multiplyAdd<f64>(rest, growth(rest), splat(1)));
}

/** `eˣ - 1`, accurate near 0, for `|x| ≤ 200`. */
// @ts-ignore: decorator
@inline
export function expm1(x: v128): v128 {
  const shifted = f64x2.add(f64x2.mul(x, splat(LOG2_E)), splat(ROUNDER));
  const rest = restOf(x, shifted);
  const power = powerOf2(shifted);
  return f64x2.add(f64x2.mul(power, f64x2.mul(rest, growth(rest))), f64x2.sub(power, splat(1)));
}

/** What is left of `x` without its whole number of ln 2: at most half of it. */
// @ts-ignore: decorator
@inline
function restOf(x: v128, shifted: v128): v128 {
  return f64x2.sub(x, f64x2.mul(f64x2.sub(shifted, splat(ROUNDER)), splat(LN_2)));
}

/** 2 to the integer in the low bits, put in the place of the exponent. */
// @ts-ignore: decorator
@inline
function powerOf2(shifted: v128): v128 {
  return i64x2.add(i64x2.shl(shifted, 52), splat(1));
}

/** `(eˣ - 1) / x` by its series, for `|x| ≤ ln 2 / 2`, where the first term left out is below 3e-10. */
// @ts-ignore: decorator
@inline
function growth(x: v128): v128 {
  let value = horner(splat(1.0 / 40320), x, 1.0 / 5040);
  value = horner(value, x, 1.0 / 720);
  value = horner(value, x, 1.0 / 120);
  value = horner(value, x, 1.0 / 24);
  value = horner(value, x, 1.0 / 6);
  value = horner(value, x, 0.5);
  return horner(value, x, 1);
}

/** `ln x` of what came from float32: -∞ at 0, NaN below. */
// @ts-ignore: decorator
@inline
export function log(x: v128): v128 {
  // x = 2ᵉ m with m from √½ to √2: the exponent counts from √½ on.
  const bits = i64x2.sub(x, i64x2.splat(0x3fe6a09e667f3bcd));
  const exponent = i64x2.shr_s(bits, 52);
  const m = i64x2.sub(x, i64x2.shl(exponent, 52));
  const e = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(exponent, exponent, 0, 2, 0, 2));
  // ln m = 2 artanh s, by its series.
  const s = f64x2.div(f64x2.sub(m, splat(1)), f64x2.add(m, splat(1)));
  const square = f64x2.mul(s, s);
  let value = horner(splat(2.0 / 13), square, 2.0 / 11);
  value = horner(value, square, 2.0 / 9);
  value = horner(value, square, 2.0 / 7);
  value = horner(value, square, 2.0 / 5);
  value = horner(value, square, 2.0 / 3);
  value = horner(value, square, 2);
  const result = f64x2.add(f64x2.mul(s, value), f64x2.mul(e, splat(LN_2)));
  // 0, ∞, NaN and what is negative have no such parts.
  const infinite = v128.bitselect(splat(-Infinity), x, f64x2.eq(x, splat(0)));
  const isOrdinary = v128.and(f64x2.gt(x, splat(0)), f64x2.lt(x, splat(Infinity)));
  const other = v128.bitselect(splat(NaN), infinite, f64x2.lt(x, splat(0)));
  return v128.bitselect(result, other, isOrdinary);
}
