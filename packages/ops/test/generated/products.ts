// Cases of matrix products and einsum.

import type { Shape } from '@pullback/core';
import { type Choose, each, type Generate, made, narrowed, onceIn, oneOf, shape, sizes, some, whole } from './choices';

/** Of vectors, matrices and stacks of them. */
export const matmul: Generate = (choose) => {
  const [m, k, n] = sizes(choose, 3) as [number, number, number];
  const stack = sizes(choose, oneOf(choose, 0, 0, 1, 2));
  const a = factor(choose, [m, k], k, stack);
  const b = factor(choose, [k, n], k, stack);
  const options = {
    ...(a.isTransposed ? { transposeA: true } : {}),
    ...(b.isTransposed ? { transposeB: true } : {}),
  };
  return made([a.shape, b.shape], a.isTransposed || b.isTransposed ? [options] : []);
};

export const outer: Generate = (choose) => made([sizes(choose, 1), sizes(choose, 1)]);

/** Of up to three tensors with up to three letters each, repeated now and then, and with `...` in some or in none. */
export const einsum: Generate = (choose) => {
  const letters = [...'abcd'];
  const sizeOf = Object.fromEntries(sizes(choose, letters.length).map((size, i) => [letters[i]!, size]));
  const left = onceIn(choose, 3) ? shape(choose).slice(0, 2) : null;
  const terms = each(whole(choose, 1, 3), () => {
    const named = some(choose, letters).slice(0, 3);
    if (named.length > 0 && onceIn(choose, 4)) named.push(named[0]!);
    return withEllipsis(choose, named, left !== null && onceIn(choose, 2));
  });
  const shapes = terms.map((term) => {
    const stretched = narrowed(choose, left ?? []);
    return term.flatMap((label) => (label === '...' ? stretched : [sizeOf[label]!]));
  });
  const used = [...new Set(terms.flat())];
  const output = withEllipsis(
    choose,
    some(
      choose,
      used.filter((label) => label !== '...'),
    ),
    used.includes('...'),
  );
  const expression = terms.map((term) => term.join('')).join(',');
  return made(shapes, [onceIn(choose, 3) ? expression : `${expression}->${output.join('')}`]);
};

function factor(choose: Choose, matrix: Shape, vector: number, stack: Shape) {
  if (onceIn(choose, 6)) return { shape: [vector], isTransposed: false };
  const isTransposed = onceIn(choose, 2);
  return { shape: [...narrowed(choose, stack), ...(isTransposed ? [...matrix].reverse() : matrix)], isTransposed };
}

function withEllipsis(choose: Choose, labels: readonly string[], has: boolean): string[] {
  const place = has ? whole(choose, 0, labels.length) : 0;
  return has ? [...labels.slice(0, place), '...', ...labels.slice(place)] : [...labels];
}
