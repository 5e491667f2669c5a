// Inputs whose features come in very different sizes, and targets that depend on all of them.

import { type Random, tensor } from '@pullback/core';
import { standardise } from '@pullback/nn';
import { add, mul, sin, slice, square } from '@pullback/ops';

const float64 = { dtype: 'float64' } as const;

/** Four features of deviations from 0.01 to 100, raw and standardised; targets of mean 0 and variance 1. */
export function badlyScaled(samples: number, random: Random) {
  const z = random.normal([samples, 4], float64);
  const raw = add(mul(z, tensor([0.01, 1, 10, 100], float64)), tensor([0, 5, -20, 300], float64));
  const feature = (i: number) => slice(z, [null, [i, i + 1]]);
  const sizes = add(mul(feature(1), feature(2)), mul(square(feature(3)), 0.5));
  const y = add(sin(mul(feature(0), 1.5)), sizes);
  return { raw, standardised: standardise(raw).apply(raw), y: standardise(y).apply(y) };
}
