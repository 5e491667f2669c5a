/** Whether all numbers are as expected, up to `tolerance` times the largest finite one; infinities and NaN only if they are just that. */
export function isClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): boolean {
  const limit = tolerance * largestIn(Array.from(expected).filter(Number.isFinite));
  for (let i = 0; i < expected.length; i++) {
    const isSame = Number.isFinite(expected[i]!)
      ? Math.abs(actual[i]! - expected[i]!) <= limit
      : Object.is(actual[i], expected[i]);
    if (!isSame) return false;
  }
  return true;
}

/** The largest magnitude among numbers that are not NaN. */
export function largestIn(numbers: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < numbers.length; i++) if (Math.abs(numbers[i]!) > largest) largest = Math.abs(numbers[i]!);
  return largest;
}

/** Whether two finite numbers are one but for rounding. */
export function near(actual: number, expected: number): boolean {
  return Number.isFinite(expected) && Math.abs(actual - expected) <= 1e-9 * Math.abs(expected);
}
