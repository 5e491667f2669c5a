// The error function, two float64 at a time, for float32 results.

import { exp, horner, splat } from './exponential';

/** Up to here the series converges fast, and is accurate relative to a small result. */
const NEAR: f64 = 0.5;
/** Beyond, `erfc` is 0 in float32. */
const FAR: f64 = 14;

/** `erf x`. */
// @ts-ignore: decorator
@inline
export function erf(x: v128): v128 {
  const square = f64x2.mul(x, x);
  // 2/√π Σ (-1)ⁿ x²ⁿ⁺¹ / (n! (2n + 1))
  let series = horner(splat(1.6462114365889248e-6), square, -1.4925650358406252e-5);
  series = horner(series, square, 0.00012055332981789664);
  series = horner(series, square, -0.0008548327023450853);
  series = horner(series, square, 0.005223977625442188);
  series = horner(series, square, -0.026866170645131252);
  series = horner(series, square, 0.11283791670955126);
  series = horner(series, square, -0.37612638903183754);
  series = horner(series, square, 1.1283791670955126);
  const near = f64x2.mul(x, series);
  const size = f64x2.abs(x);
  const far = v128.or(f64x2.sub(splat(1), erfcOfPositive(size)), v128.and(x, splat(-0.0)));
  // NaN is not far from 0, and the series keeps it.
  return v128.bitselect(far, near, f64x2.gt(size, splat(NEAR)));
}

/** `1 - erf x`, accurate where that is small. */
// @ts-ignore: decorator
@inline
export function erfc(x: v128): v128 {
  const tail = erfcOfPositive(f64x2.abs(x));
  return v128.bitselect(f64x2.sub(splat(2), tail), tail, f64x2.lt(x, splat(0)));
}

/**
 * `t e^(P(2t - 1) - x²)` with `t = 2 / (2 + x)`, for `x ≥ 0`. P interpolates `ln(erfc x / t) + x²` in 15 Chebyshev points; its
 * error is below 4e-10.
 */
// @ts-ignore: decorator
@inline
function erfcOfPositive(x: v128): v128 {
  const z = f64x2.pmin(x, splat(FAR));
  const t = f64x2.div(splat(2), f64x2.add(z, splat(2)));
  const s = f64x2.sub(f64x2.add(t, t), splat(1));
  let value = horner(splat(-0.00000812126347227604), s, 0.000020723073057524743);
  value = horner(value, s, 0.00004179592856417002);
  value = horner(value, s, -0.00015463379840184642);
  value = horner(value, s, -0.00007119736222307437);
  value = horner(value, s, 0.0006579538584765033);
  value = horner(value, s, -0.0001561342341912564);
  value = horner(value, s, -0.002339277731521463);
  value = horner(value, s, 0.0017613393481009606);
  value = horner(value, s, 0.008823558180285785);
  value = horner(value, s, -0.009872980455674848);
  value = horner(value, s, -0.046895482161423516);
  value = horner(value, s, 0.04734332036702678);
  value = horner(value, s, 0.6726432205460317);
  value = horner(value, s, -0.6717940841603468);
  return f64x2.mul(t, exp(f64x2.sub(value, f64x2.mul(z, z))));
}
