/** Whether all numbers are as expected, up to `tolerance` times the largest expected one. */
export function isClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): boolean {
  let largest = 0;
  for (let i = 0; i < expected.length; i++) largest = Math.max(largest, Math.abs(expected[i]!));
  for (let i = 0; i < expected.length; i++) {
    if (!(Math.abs(actual[i]! - expected[i]!) <= tolerance * largest)) return false;
  }
  return true;
}

/** Whether two numbers are one but for rounding. */
export function near(actual: number, expected: number): boolean {
  return Math.abs(actual - expected) <= 1e-9 * Math.abs(expected);
}
