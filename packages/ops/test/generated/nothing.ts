// Nothing stays nothing: a cotangent or tangent of 0 gives exact zeros at poles, infinities and NaN too, and so do their
// derivatives, so that the branch which `where` did not take is silent.

import { isFloat, jvp, sizeOf, Tape, type Tensor, tensor, zerosLike } from '@pullback/core';
import { anywhere, type Draw, pullBack } from '../support';
import { type OpName, type Row, table } from '../table';
import type { Generate } from './choices';
import { directionsLike } from './directions';
import { functionOf, type Law } from './laws';

const EXTREMES = [0, -0, 1, -1, 2, 0.5, 5e-324, 1e308, -1e308, Infinity, -Infinity, Number.NaN];

const extreme: Draw = (random, shape) => {
  const numbers = Array.from({ length: sizeOf(shape) }, () => EXTREMES[random.integer(0, EXTREMES.length)]!);
  return tensor(numbers, { shape, dtype: 'float64' });
};

/** In sums of products 0 · ∞ is what IEEE 754 has it. */
export const SUMS_OF_PRODUCTS: readonly OpName[] = ['conv1d', 'conv2d', 'einsum', 'matmul'];

/** The same cases at numbers where slopes are infinite or undefined. */
export function atExtremes(op: OpName, generate: Generate): Generate {
  const row: Row = table[op];
  return (choose) => {
    const one = generate(choose);
    const draws = one.draws ?? row.draws ?? [anywhere];
    return { ...one, draws: draws.map(orExtreme) };
  };
}

/** Labels and masks stay. */
function orExtreme(draw: Draw): Draw {
  return (random, shape) => {
    const usual = draw(random, shape);
    return isFloat(usual.dtype) ? extreme(random, shape) : usual;
  };
}

export const staysNothing: Law = (attempt) => {
  const { f, primals, u } = functionOf(attempt);
  const nothing = zerosLike(u);
  const pulled = (at: readonly Tensor[]) => pullBack((...floats) => f(floats), at, nothing);
  const tape = new Tape();
  const first = tape.record(() => pulled(primals));
  const weights = directionsLike(first, attempt.seed + 1);
  const second = first.flatMap((target, i) =>
    tape.gradient(target, primals, { cotangent: weights[i]!, unused: 'zeros' }),
  );
  const pushed = jvp(f, primals, primals.map(zerosLike)).tangent;
  const secondForward = jvp(pulled, primals, weights).tangent;
  for (const { data } of [...first, ...second, pushed, ...secondForward]) {
    if (!data.every((value) => value === 0)) throw new Error(`Expected zeros, got ${data}.`);
  }
};
