import type { NdArray, TypedArray } from '../ndArray';
import { eachGroup, fold } from './groups';

/** `output = Π x` over `axes`, in float64; 1 where there is nothing; int32 wraps around. */
export function prod({ shape, data: x }: NdArray, { data: out }: NdArray, axes: readonly number[]): void {
  const run = x instanceof Int32Array ? wrappingProduct : product;
  eachGroup(shape, axes, (at, from, sizes, steps) => {
    out[at] = fold(run, x, from, sizes, steps, 1);
  });
}

function product(x: TypedArray, from: number, step: number, count: number, total: number): number {
  let folded = total;
  for (let i = 0; i < count; i++) folded *= x[from + i * step]!;
  return folded;
}

/** The low bits, which float64 would round away. */
function wrappingProduct(x: TypedArray, from: number, step: number, count: number, total: number): number {
  let folded = total;
  for (let i = 0; i < count; i++) folded = Math.imul(folded, x[from + i * step]!);
  return folded;
}
