/** A stretch of `period` places that stands `times` times in a row. */
export interface Repeat {
  readonly start: number;
  readonly period: number;
  readonly times: number;
}

/** Longer ones are not looked for: the search takes as many steps as there are places, for each. */
const LONGEST_PERIOD = 500;

/** What repeats in a row of signs, first to last; of repeats that overlap, the one that leaves least of the row. */
export function repeatsIn(signs: readonly unknown[]): Repeat[] {
  const taken = new Uint8Array(signs.length);
  const chosen: Repeat[] = [];
  for (const repeat of candidates(numbered(signs)).sort((a, b) => saved(b) - saved(a) || a.period - b.period)) {
    const [start, end] = [repeat.start, repeat.start + repeat.period * repeat.times];
    if (taken.subarray(start, end).includes(1)) continue;
    taken.fill(1, start, end);
    chosen.push(repeat);
  }
  return chosen.sort((a, b) => a.start - b.start);
}

/** How many places go if one stretch is kept, and one place stands for the others. */
function saved({ period, times }: Repeat): number {
  return period * (times - 1) - 1;
}

function candidates(signs: Int32Array): Repeat[] {
  // Where much is to be folded, little repeats would be many and help nothing.
  const least = Math.max(2, signs.length / 100);
  const found: Repeat[] = [];
  for (let period = 1; period <= Math.min(LONGEST_PERIOD, signs.length / 2); period++) {
    let start = 0;
    for (let i = 0; i + period <= signs.length; i++) {
      if (i + period < signs.length && signs[i] === signs[i + period]) continue;
      const repeat = { start, period, times: Math.floor((i + period - start) / period) };
      if (saved(repeat) >= least) found.push(repeat);
      start = i + 1;
    }
  }
  return found;
}

/** Signs as numbers, which are compared faster. */
function numbered(signs: readonly unknown[]): Int32Array {
  const numbers = new Map<unknown, number>();
  return Int32Array.from(signs, (sign) => {
    if (!numbers.has(sign)) numbers.set(sign, numbers.size);
    return numbers.get(sign)!;
  });
}
