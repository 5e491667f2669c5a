// Matrix products: large, small, skinny.

import type { Workload } from './workload';

const SIZES = [
  [64, 1000, 100],
  [256, 256, 256],
  [512, 512, 512],
  [8, 8, 8],
  [1, 1000, 1000],
] as const;

export const products: readonly Workload[] = SIZES.map(([rows, inner, columns]) => ({
  name: `product ${rows}×${inner}×${columns}`,
  group: 'products',
  work: { kind: 'product', rows, inner, columns },
}));
