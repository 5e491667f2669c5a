// Powers, and what they become when they are differentiated by the exponent.

import type { NdArray } from '../ndArray';
import { broadcasting } from './broadcasting';

/** `output = a ^ b` elementwise, broadcasting; int32, of exponents ≥ 0, wraps around. */
export const pow = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  const powerOf = out instanceof Int32Array ? wholePowerOf : realPowerOf;
  for (let i = 0; i < count; i++) out[at + i] = powerOf(x[xAt + i * xStep]!, y[yAt + i * yStep]!);
});

/** `output = x ^ exponent`, as `pow` does it. */
export function powNumber({ data: x }: NdArray, { data: out }: NdArray, exponent: number): void {
  const powerOf = out instanceof Int32Array ? wholePowerOf : realPowerOf;
  for (let i = 0; i < out.length; i++) out[i] = powerOf(x[i]!, exponent);
}

/**
 * `output = a ^ b (ln a) ^ logs` elementwise, broadcasting, for `logs` of 1 or more. 0 wherever `a ^ b` is, its limit
 * there; 0 by convention for `a = b = 0`, where it has none.
 */
export function powLog(a: NdArray, b: NdArray, output: NdArray, logs: number): void {
  broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
    for (let i = 0; i < count; i++) {
      const base = x[xAt + i * xStep]!;
      const exponent = y[yAt + i * yStep]!;
      const power = realPowerOf(base, exponent);
      const vanishes = power === 0 || (base === 0 && exponent === 0);
      out[at + i] = vanishes ? 0 : power * Math.log(base) ** logs;
    }
  })(a, b, output);
}

/** The power of IEEE 754: JavaScript says NaN for 1 to the power of NaN, and for 1 and -1 to that of ±∞. */
function realPowerOf(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Infinity)) return 1;
  return base ** exponent;
}

/** The low 32 bits of the power, which float64 would round away, by squaring. */
function wholePowerOf(base: number, exponent: number): number {
  let power = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest >>= 1) {
    if ((rest & 1) === 1) power = Math.imul(power, square);
    square = Math.imul(square, square);
  }
  return power;
}
