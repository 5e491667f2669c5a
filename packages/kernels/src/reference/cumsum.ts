import type { NdArray } from '../ndArray';
import { eachGroup } from './groups';

/** How running sums run. */
export interface Running {
  readonly axis: number;
  /** From the last element back. */
  readonly reverse: boolean;
  /** Without the element itself. */
  readonly exclusive: boolean;
}

/** `output[i] = Σ x[j]` over `j ≤ i` along an axis, in float64; int32 wraps around. */
export function cumsum(
  { shape, data: x }: NdArray,
  { data: out }: NdArray,
  { axis, reverse, exclusive }: Running,
): void {
  eachGroup(shape, [axis], (_at, from, [size], [step]) => {
    const count = size!;
    const stride = reverse ? -step! : step!;
    let place = reverse ? from + (count - 1) * step! : from;
    let total = 0;
    for (let i = 0; i < count; i++) {
      const before = total;
      total += x[place]!;
      out[place] = exclusive ? before : total;
      place += stride;
    }
  });
}
