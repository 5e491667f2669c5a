// Cases of matrix products.

import { type Generate, made, onceIn, sizes } from './choices';

export const matmul: Generate = (choose) => {
  const [m, k, n] = sizes(choose, 3) as [number, number, number];
  const [transposeA, transposeB] = [onceIn(choose, 2), onceIn(choose, 2)];
  const shapes = [transposeA ? [k, m] : [m, k], transposeB ? [n, k] : [k, n]];
  return made(shapes, transposeA || transposeB ? [{ transposeA, transposeB }] : []);
};
