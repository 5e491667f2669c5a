// The error function, by the rational approximations of W. J. Cody, Rational Chebyshev approximations for the error
// function, Mathematics of Computation 23 (1969), with the coefficients of his CALERF. Numerators and denominators.

import type { NdArray } from '../ndArray';

const NEAR_TOP = [0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694];
const NEAR_BOTTOM = [1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171];
const MIDDLE_TOP = [
  2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001, 881.952221241769,
  1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
];
const MIDDLE_BOTTOM = [
  1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597,
  4362.619090143247, 3439.3676741437216, 1230.3393548037495,
];
const FAR_TOP = [
  0.016315387137302097, 0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275,
  0.0006587491615298378,
];
const FAR_BOTTOM = [
  1, 2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918,
];

/** Where the approximation near 0 ends, and where the one for the tail begins. */
const NEAR = 0.46875;
const FAR = 4;
/** `erfc` is 0 beyond, in float64. */
const END = 27;

/** `output = erf x`. */
export function erf({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = erfOf(x[i]!);
}

/** `1 - erf x`, accurate where erf is close to 1. */
export function erfcOf(x: number): number {
  if (Math.abs(x) <= NEAR) return 1 - erfOf(x);
  return x > 0 ? tail(x) : 2 - tail(-x);
}

function erfOf(x: number): number {
  if (Math.abs(x) <= NEAR) return (x * polynomial(NEAR_TOP, x * x)) / polynomial(NEAR_BOTTOM, x * x);
  return x > 0 ? 1 - tail(x) : tail(-x) - 1;
}

/** `erfc x` for `x > 0.46875`. */
function tail(x: number): number {
  if (x > END) return 0;
  // e^(-x²) in two factors, since x² would round: the first square is exact.
  const head = Math.trunc(x * 16) / 16;
  const gaussian = Math.exp(-head * head) * Math.exp(-(x - head) * (x + head));
  if (x <= FAR) return (gaussian * polynomial(MIDDLE_TOP, x)) / polynomial(MIDDLE_BOTTOM, x);
  const z = 1 / (x * x);
  const correction = (z * polynomial(FAR_TOP, z)) / polynomial(FAR_BOTTOM, z);
  return (gaussian * (1 / Math.sqrt(Math.PI) - correction)) / x;
}

/** Highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let i = 0; i < coefficients.length; i++) value = value * x + coefficients[i]!;
  return value;
}
