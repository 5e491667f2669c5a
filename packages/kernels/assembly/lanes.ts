// Vectors of 16 bytes: how many numbers are in one, and the product that is added.

// @ts-ignore: decorator
@inline
export function lanes<T>(): i32 {
  return 16 / sizeof<T>();
}

/** `x y + total`: rounded once where relaxed SIMD gives a fused multiply-add, else twice. */
// @ts-ignore: decorator
@inline
export function multiplyAdd<T>(x: v128, y: v128, total: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<T>(x, y, total);
  return v128.add<T>(total, v128.mul<T>(x, y));
}
