/** Whether all numbers are as expected, up to `tolerance` times the largest expected one. */
export function isClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): boolean {
  const limit = tolerance * largestIn(expected);
  for (let i = 0; i < expected.length; i++) {
    if (!(Math.abs(actual[i]! - expected[i]!) <= limit)) return false;
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
